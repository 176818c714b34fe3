//! Templates: patterns that new stories begin from.

use crate::{board::Desk, clock::new_id, error::DeskError, rights::permit};
use newsroom::{
    Action, Body, Changes, Deed, Manuscript, SectionId, Staff, TemplateId, body::nfc, rights::Subject,
    template::Template,
};
use newsroom::{
    TextLine, TooLong,
    manuscript::{LINE_CHARS, NAME_CHARS, is_longer},
};
use serde_json::{Value, json};
use store::{StoreError, Transaction};

/// Says in the settings that the newsroom was given its first templates.
const GIVEN: &str = "templates_given";

impl Desk {
    /// The templates, in Vietnamese order of their names.
    ///
    /// # Errors
    /// What the store says.
    pub fn templates(&self, me: &Staff) -> Result<Vec<Template>, DeskError> {
        permit(me, Action::ListTemplates, Subject::Nothing)?;
        let mut templates = self.store.templates()?;
        templates.sort_by_cached_key(|template| copydesk::collation_key(&template.name));
        Ok(templates)
    }

    /// The chief adds a template, or changes the one with its id.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::NameMissing`], [`DeskError::Body`]: a template holds no photos and no remarks.
    pub fn save_template(&self, me: &Staff, template: Template) -> Result<(Template, Changes), DeskError> {
        permit(me, Action::SaveTemplate, Subject::Nothing)?;
        let body = Body::from_doc(&template.doc)?.for_readers();
        let template = Template {
            id: template.id,
            name: nfc(template.name.trim()),
            purpose: nfc(template.purpose.trim()),
            section: template.section,
            headline: nfc(template.headline.trim()),
            standfirst: nfc(template.standfirst.trim()),
            doc: body.doc_json(),
        };
        if template.name.is_empty() {
            return Err(DeskError::NameMissing);
        }
        if [&template.name, &template.purpose].iter().any(|text| is_longer(text, NAME_CHARS)) {
            return Err(DeskError::TooLong(TooLong::Name));
        }
        for (line, text) in [(TextLine::Headline, &template.headline), (TextLine::Standfirst, &template.standfirst)] {
            if is_longer(text, LINE_CHARS) {
                return Err(DeskError::TooLong(TooLong::Line(line)));
            }
        }
        if !body.figures().is_empty() {
            return Err(newsroom::body::BodyError::Misplaced("figure").into());
        }
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.save_template(&template)?;
            tx.audit(None, &Deed::TemplateSaved, Some(&template.name))
        })?;
        Ok((template, changes))
    }

    /// The chief removes a template.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`].
    pub fn remove_template(&self, me: &Staff, id: TemplateId) -> Result<((), Changes), DeskError> {
        permit(me, Action::RemoveTemplate, Subject::Nothing)?;
        let name = self.store.template(id)?.name;
        Ok(self.store.transact(self.act(Some(me)), |tx| {
            tx.remove_template(id)?;
            tx.audit(None, &Deed::TemplateRemoved, Some(&name))
        })?)
    }

    /// Gives a newsroom that was begun before there were templates its first ones.
    pub(crate) fn catch_up_with_templates(&self) -> Result<(), DeskError> {
        let begun = self.newsroom()?.is_some();
        if begun && self.store.setting(GIVEN)?.is_none() {
            self.store.transact(self.act(None), give_first_templates)?;
        }
        Ok(())
    }

    /// What a new story of a template begins with.
    pub(crate) fn begin_from(&self, template: TemplateId, manuscript: &mut Manuscript) -> Result<(), DeskError> {
        let template = self.store.template(template)?;
        // A retired section is offered for nothing new.
        let in_use = |id: &SectionId| self.store.sections().map(|all| all.iter().any(|s| s.id == *id && s.is_in_use()));
        let offered = template.section.map(|id| in_use(&id).map(|is| is.then_some(id))).transpose()?.flatten();
        let Manuscript {
            headline,
            standfirst,
            byline: _, // The writer's.
            section,
            tags: _, // What no two stories of a kind share.
            body,
            lead_photo: _, // As above.
            photos: _,
            correction: _,
            related: _,
        } = manuscript;
        *headline = template.headline;
        *standfirst = template.standfirst;
        *section = offered;
        *body = Body::from_doc(&template.doc)?;
        Ok(())
    }
}

/// Gives a newsroom the templates of a city portal. Not again if the chief removed them.
pub(crate) fn give_first_templates(tx: &mut Transaction<'_>) -> Result<(), StoreError> {
    for (name, purpose, standfirst, blocks) in first_templates() {
        tx.save_template(&Template {
            id: TemplateId(new_id()),
            name: name.to_owned(),
            purpose: purpose.to_owned(),
            section: None,
            headline: String::new(),
            standfirst: standfirst.to_owned(),
            doc: json!({ "type": "doc", "content": blocks }).to_string(),
        })?;
    }
    tx.set_setting(GIVEN, "1")
}

/// Name, purpose, standfirst and blocks. What stands in square brackets is for the writer to replace.
fn first_templates() -> [(&'static str, &'static str, &'static str, Value); 5] {
    [
        (
            "Tin vắn",
            "Một việc, vài câu, không tít phụ",
            "",
            json!([paragraph("[Ai, việc gì, ở đâu, khi nào. Kết quả bằng con số. Nguồn tin.]")]),
        ),
        (
            "Tin",
            "Tin thời sự: điều quan trọng nhất đứng đầu",
            "[Ngày, địa điểm: ai đã làm việc gì, kết quả chính.]",
            json!([
                paragraph("[Diễn biến chính, theo thứ tự quan trọng.]"),
                paragraph("[Số liệu và so sánh với cùng kỳ, kèm nguồn.]"),
                paragraph("[Ý kiến của người có trách nhiệm hoặc người dân.]"),
                paragraph("[Việc sẽ làm tiếp theo.]"),
            ]),
        ),
        (
            "Bài phản ánh",
            "Một vấn đề, nhiều phía, có tít phụ",
            "[Vấn đề là gì, ảnh hưởng đến ai, vì sao đáng đọc.]",
            json!([
                paragraph("[Cảnh mở đầu hoặc câu chuyện của một người.]"),
                subhead("Thực trạng"),
                paragraph("[Số liệu, văn bản, ví dụ cụ thể.]"),
                subhead("Nguyên nhân"),
                paragraph("[Ý kiến các bên; ghi rõ tên, chức danh.]"),
                subhead("Giải pháp"),
                paragraph("[Cơ quan nào, làm gì, đến bao giờ.]"),
            ]),
        ),
        (
            "Phóng sự ảnh",
            "Ảnh kể chuyện; mỗi ảnh một chú thích đủ ai, ở đâu, khi nào",
            "[Hai hoặc ba câu giới thiệu.]",
            json!([
                paragraph("[Toàn cảnh: chèn ảnh rộng ở đây.]"),
                paragraph("[Con người: ảnh cận, tên và việc đang làm.]"),
                paragraph("[Chi tiết và ảnh kết.]"),
            ]),
        ),
        (
            "Thông báo",
            "Thông báo của cơ quan: căn cứ, nội dung, thời gian, liên hệ",
            "[Cơ quan nào thông báo việc gì, áp dụng từ ngày nào.]",
            json!([
                subhead("Nội dung"),
                list(&["[Đối tượng]", "[Thời gian, địa điểm]", "[Hồ sơ hoặc việc cần chuẩn bị]"]),
                subhead("Căn cứ"),
                paragraph("[Quyết định số …/QĐ-UBND ngày … của UBND …]"),
                subhead("Liên hệ"),
                paragraph("[Đơn vị, điện thoại, địa chỉ.]"),
            ]),
        ),
    ]
}

fn text(words: &str) -> Value {
    json!([{ "type": "text", "text": words }])
}

fn paragraph(words: &str) -> Value {
    json!({ "type": "paragraph", "content": text(words) })
}

fn subhead(words: &str) -> Value {
    json!({ "type": "subhead", "attrs": { "level": 2 }, "content": text(words) })
}

fn list(items: &[&str]) -> Value {
    let items = items.iter().map(|words| json!({ "type": "list_item", "content": [paragraph(words)] }));
    json!({ "type": "bullet_list", "content": items.collect::<Vec<_>>() })
}
