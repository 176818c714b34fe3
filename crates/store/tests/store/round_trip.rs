//! Whatever a person types, pastes or shoots comes back letter for letter.

use crate::story::{LAN, act, bring, minute, staffed, uuid};
use newsroom::{
    Article, ArticleId, Body, ContentHash, Crop, Crops, Manuscript, Move, PhotoUse, PhotoUseId, Related, RemarkId,
    RevisionId, Seal, Section, SectionId, Stage,
    body::{
        Block, CellAttrs, FigureAttrs, Inline, LinkAttrs, ListItem, ListKind, Mark, OrderedListAttrs, RemarkAttrs,
        SubheadAttrs, TableCell, TableRow,
    },
};
use proptest::{collection::vec, option, prelude::*, test_runner::TestRunner};
use std::cell::Cell;
use store::{Revision, StoreError};

#[test]
fn any_manuscript_comes_back_letter_for_letter() {
    let (_folder, store) = staffed();
    let founded = store.transact(act(LAN, 0), |t| {
        (0..3).try_for_each(|position| {
            t.add_section(&Section {
                id: section(position),
                name: format!("Mục {position}"),
                position,
                retired_at: None,
            })
        })
    });
    founded.map_err(|e: StoreError| e).unwrap();
    let next = Cell::new(1000);
    // One after the other in one newsroom: what one story holds must not show in another.
    let mut runner = TestRunner::new(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() });
    let tried = runner.run(&(article(), article()), |(mut article, mut after)| {
        next.set(next.get() + 100);
        let revision = RevisionId(uuid(next.get() + 1));
        article.id = ArticleId(uuid(next.get()));
        let photos = article.manuscript.photos.iter_mut().chain(&mut after.manuscript.photos);
        for (n, photo) in (2..).zip(photos) {
            photo.id = PhotoUseId(uuid(next.get() + n));
        }
        let kept = store.transact(act(LAN, 7), |t| {
            bring(t, &article)?;
            t.save_article(&article)?;
            t.keep_revision(revision, article.id, &article.manuscript, &Move::File.into())
        });
        kept.map_err(|e: StoreError| TestCaseError::fail(e.to_string()))?;

        let read = store.article(article.id).unwrap();
        prop_assert_eq!(&read, &article);
        let content = ContentHash::of_manuscript(&article.manuscript);
        prop_assert_eq!(ContentHash::of_manuscript(&read.manuscript), content, "an approval would still bind it");
        let expected = Revision {
            id: revision,
            article: article.id,
            number: 1,
            manuscript: article.manuscript.clone(),
            content,
            form: Seal::of(&article.manuscript).form,
            occasion: Move::File.into(),
            made_by: Some(LAN),
            made_at: minute(7),
        };
        prop_assert_eq!(store.revision(revision).unwrap(), expected);

        // Saved over by any other state, nothing of the former one stays.
        after.id = article.id;
        after.created_at = article.created_at;
        let saved = store.transact(act(LAN, 8), |t| {
            bring(t, &after)?;
            t.save_article(&after)
        });
        saved.map_err(|e: StoreError| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(store.article(after.id).unwrap(), after);
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn a_story_of_twenty_thousand_words_comes_back() {
    let (_folder, store) = staffed();
    let mut article = Article::new(ArticleId(uuid(500)), LAN, "Nguyễn Lan", minute(0));
    let line = "Cửa khẩu quốc tế Móng Cái thông quan nhanh hơn 𝕏 \u{1f1fb}\u{1f1f3}. ".repeat(8);
    article.manuscript.body = Body::new((0..300).map(|n| text_block(format!("{n}. {line}"))).collect());
    article.manuscript.headline = "Tít ".repeat(10_000);
    let saved = store.transact(act(LAN, 1), |t| t.save_article(&article));
    saved.map_err(|e: StoreError| e).unwrap();
    assert_eq!(store.article(article.id).unwrap(), article);
}

fn section(n: u32) -> SectionId {
    SectionId(uuid(10 + u64::from(n)))
}

fn text_block(text: String) -> Block {
    Block::Paragraph { content: vec![Inline::Text { text, marks: Vec::new() }] }
}

/// Vietnamese in both normal forms, what pastes bring along, and anything at all.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ \\t\\n]{1,4}",
        Just("Đường biên Móng Cái".to_owned()),
        Just("Mo\u{301}ng Ca\u{301}i".to_owned()),
        Just("'; DROP TABLE article; -- \" \\ % _ \u{0}\u{1f} {}[]".to_owned()),
        Just("\u{feff}\u{200b}\u{a0}\u{2028}\u{202e}\u{fffd}\u{10ffff}".to_owned()),
        "\\PC{0,60}",
        any::<String>(),
        any::<String>().prop_map(|s| s.repeat(40)),
    ]
}

fn article() -> impl Strategy<Value = Article> {
    let millis = || (0i64..4_000_000_000_000).prop_map(|n| chrono::DateTime::from_timestamp_millis(n).unwrap());
    let rest = (any::<bool>(), option::of(millis()), option::of(words()), option::of(words()), 0..=i64::MAX as u64);
    let placed = (option::of(millis()), option::of(words()));
    let spiked = option::of(prop::sample::select(Stage::ALL.to_vec()));
    (manuscript(), rest, placed, spiked, millis(), millis()).prop_map(
        |(manuscript, rest, placed, spiked_from, created, updated)| {
            let (banner_until, slug) = placed;
            let (banner, publish_at, returned, link, version) = rest;
            let new = Article::new(ArticleId(uuid(0)), LAN, "", created);
            let stage = Stage::Draft;
            Article {
                manuscript,
                stage,
                banner,
                banner_until,
                slug,
                publish_at,
                returned,
                link,
                version,
                spiked_from,
                updated_at: updated,
                ..new
            }
        },
    )
}

fn manuscript() -> impl Strategy<Value = Manuscript> {
    let parts = (
        option::of((0u32..3).prop_map(section)),
        body(),
        option::of(photo_id()),
        vec(photo(), 0..5),
        vec(related(), 0..3),
        0usize..5,
    );
    // Whatever texts a story has, each gets words.
    let filled = parts.prop_flat_map(|(section, body, lead_photo, photos, related, tags)| {
        let tags = vec![String::new(); tags];
        let story = Manuscript { section, body, lead_photo, photos, related, tags, ..Manuscript::default() };
        let count = story.lines().len();
        (Just(story), vec(words(), count))
    });
    filled.prop_map(|(mut story, mut words)| {
        story.change_lines(|_, text| *text = words.pop().unwrap_or_default());
        story
    })
}

fn related() -> impl Strategy<Value = Related> {
    (words(), words()).prop_map(|(title, link)| Related { title, link })
}

fn photo_id() -> impl Strategy<Value = PhotoUseId> {
    any::<u128>().prop_map(|n| PhotoUseId(uuid::Uuid::from_u128(n)))
}

fn photo() -> impl Strategy<Value = PhotoUse> {
    let texts = (words(), words(), words(), words());
    let picture = (any::<[u8; 32]>(), any::<u32>(), any::<u32>());
    (photo_id(), texts, picture, crops()).prop_map(
        |(id, (file_name, caption, alt_text, credit), (hash, width, height), crops)| PhotoUse {
            id,
            original: ContentHash(hash),
            file_name,
            width,
            height,
            caption,
            alt_text,
            credit,
            crops,
        },
    )
}

fn crops() -> impl Strategy<Value = Crops> {
    let side = || (0u16..10_000).prop_flat_map(|start| (Just(start), 1..=10_000 - start));
    let crop = || option::of((side(), side()).prop_map(|((x, w), (y, h))| Crop::new(x, y, w, h).unwrap()));
    (crop(), crop(), crop()).prop_map(|(thumb, body, banner)| Crops { thumb, body, banner })
}

fn body() -> impl Strategy<Value = Body> {
    let quote = vec(paragraph(), 0..3).prop_map(|content| Block::Quote { content });
    let figure = photo_id().prop_map(|photo| Block::Figure { attrs: FigureAttrs { photo } });
    let subhead =
        (2u8..=3, line()).prop_map(|(level, content)| Block::Subhead { attrs: SubheadAttrs { level }, content });
    vec(prop_oneof![paragraph(), subhead, quote, figure, list(), table()], 0..8).prop_map(Body::new)
}

fn table() -> impl Strategy<Value = Block> {
    let cell = (any::<bool>(), 1u16..4, vec(paragraph(), 1..3)).prop_map(|(header, colspan, content)| {
        let attrs = CellAttrs { colspan, rowspan: 1 };
        if header { TableCell::TableHeader { attrs, content } } else { TableCell::TableCell { attrs, content } }
    });
    vec(vec(cell, 1..3).prop_map(TableRow::new), 1..3).prop_map(|content| Block::Table { content })
}

fn paragraph() -> impl Strategy<Value = Block> {
    line().prop_map(|content| Block::Paragraph { content })
}

fn list() -> impl Strategy<Value = Block> {
    let flat = vec(paragraph(), 0..3).boxed();
    let item = (flat, option::of(vec(paragraph(), 1..3))).prop_map(|(mut content, nested)| {
        // A nested list comes after a paragraph.
        if let (false, Some(nested)) = (content.is_empty(), nested) {
            content.push(Block::BulletList { content: vec![ListItem::new(nested)] });
        }
        ListItem::new(content)
    });
    (option::of(any::<u32>()), vec(item, 0..3)).prop_map(|(start, content)| match start {
        Some(start) => {
            let kind = ListKind::ALL[start as usize % ListKind::ALL.len()];
            Block::OrderedList { attrs: OrderedListAttrs { start, kind }, content }
        }
        None => Block::BulletList { content },
    })
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    let link = Just(Mark::Link { attrs: LinkAttrs { href: "https://mongcai.example/?a=1&b=%C4%91#đ".to_owned() } });
    let remark = any::<u64>().prop_map(|id| Mark::Remark { attrs: RemarkAttrs { id: RemarkId(uuid(id)) } });
    let marks =
        vec(prop_oneof![Just(Mark::Bold {}), Just(Mark::Italic {}), Just(Mark::Superscript {}), link, remark], 0..3);
    let piece = (words(), marks, any::<bool>()).prop_map(|(text, marks, is_break)| match is_break {
        true => Inline::LineBreak { marks },
        false => Inline::Text { text, marks },
    });
    vec(piece, 0..4)
}
