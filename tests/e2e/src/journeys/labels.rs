//! Nothing that is read to know what a thing does is cut off, in the smallest window, in either language.

use serde_json::{Value, json};

use crate::app::Newsdesk;
use crate::desk::Desk;
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::runner::Bench;
use crate::{look, tour};

/// Gives buttons that stayed in the other language, and the words of controls and names that are not seen whole: cut by something around them that does not scroll, or beyond the
/// window. What people wrote may end in an ellipsis: headlines, names, addresses.
const CUT: &str = "
    const names = 'button, [role=tab], [role=switch], label, legend, summary, h1, h2, dt, th, option, a[href], '
        + '.badge, .stage, .list__count, .field__label, .field__hint, .panel__count, .rail__count, .trouble, .status__length, .lead__tag';
    const written = '.row, .revision, .template, .sending__story, .remark__quote, .readiness-line, .page__link, .palette, '
        + '.photo__file, .bar__people, .rail__newsroom, .person__own, .ProseMirror, .related, .archive__story, .compared';
    const cuts = style => axis => ['hidden', 'clip'].includes(style['overflow' + axis]);
    const cut = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const over = document.querySelector('dialog[open]');
    while (walk.nextNode()) {
        const text = walk.currentNode, owner = text.parentElement;
        if (!text.data.trim() || !owner.closest(names) || owner.closest(written)) continue;
        if (owner.closest('.visually-hidden, [hidden]') || (over && !over.contains(owner))) continue;
        if (getComputedStyle(owner).visibility === 'hidden') continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) {
            if (!box.width) continue;
            let [left, top, right, bottom, why] = [0, -Infinity, innerWidth, Infinity, 'the window'];
            for (let e = owner, scrolls = { X: false, Y: false }; e; e = e.parentElement) {
                const style = getComputedStyle(e), edge = e.getBoundingClientRect(), is = cuts(style);
                for (const axis of 'XY') scrolls[axis] ||= ['auto', 'scroll'].includes(style['overflow' + axis]);
                const paints = style.contain.includes('paint');
                if (!scrolls.X && (is('X') || paints) && style.display !== 'inline') {
                    if (edge.left > left) left = edge.left;
                    if (edge.right < right) { right = edge.right; why = e.className || e.tagName; }
                }
                if (!scrolls.Y && (is('Y') || paints) && style.display !== 'inline') {
                    top = Math.max(top, edge.top - 3);
                    if (edge.bottom + 3 < bottom) { bottom = edge.bottom + 3; why = e.className || e.tagName; }
                }
            }
            if (box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1)
                cut.push(`\"${text.data.trim().slice(0, 40)}\" (${owner.className || owner.tagName}) by ${why}`);
        }
    }
    if (over && over.scrollWidth > over.clientWidth + 1) cut.push('the dialogue is wider than its window');
    for (const control of over ? [] : document.querySelectorAll('.page-screen button, .page-screen select')) {
        const box = control.getBoundingClientRect();
        const top = document.elementFromPoint(box.right - 4, box.top + box.height / 2);
        if (box.width && top && !top.closest('.notices') && !control.contains(top) && !top.contains(control))
            cut.push(`\"${control.innerText.trim().slice(0, 40)}\" lies below ${top.className || top.tagName}`);
    }
    for (const field of document.querySelectorAll('.grows > textarea')) {
        if (field.scrollHeight > field.clientHeight + 2)
            cut.push(`${field.dataset.testid} holds ${field.scrollHeight} px of text in ${field.clientHeight}`);
    }
    for (const line of document.querySelectorAll('.readiness-line')) {
        const [inner, outer] = [line, line.parentElement].map(e => e.getBoundingClientRect());
        if (inner.width && (inner.left - outer.left < 8 || outer.right - inner.right < 8)) cut.push('what is missing stands at the edge');
    }
    if (document.documentElement.lang === 'en') {
        for (const button of document.querySelectorAll('button')) {
            const own = !button.closest(written + ', .trial, .outline, [lang]:not(html)');
            if (own && /[ăđơưạảấầậắẹẻếềểệỉịọỏốồổộớờợụủứừữự]/i.test(button.innerText)) cut.push(`\"${button.innerText}\" is no English`);
        }
    }
    return Array.from(new Set(cut));";

/// Every screen at 1024 × 768.
pub(super) fn are_whole(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    let mut cut = Vec::new();
    tour::of_the_desk(desk, &mut |screen, desk| {
        let zoom = look::zoom(desk)?;
        look::size(desk, look::SMALLEST, zoom)?;
        for language in look::LANGUAGES {
            look::language(desk, language)?;
            look::painted(desk)?;
            cut.extend(cut_off(desk)?.into_iter().map(|what| format!("{screen}, {language}: {what}")));
        }
        look::language(desk, "vi")?;
        look::size(desk, look::USUAL, zoom)
    })?;
    ensure(cut.is_empty(), || format!("{} are not seen whole:\n{}", cut.len(), cut.join("\n")))
}

fn cut_off(desk: Desk<'_>) -> Result<Vec<String>, Failure> {
    let cut = desk.session().run(CUT, json!([]))?;
    Ok(cut.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}
