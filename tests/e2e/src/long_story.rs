//! A story as long as any newsroom's: 20,000 words and 30 photos, made up by ourselves and made through the program's own
//! commands.

use base64::Engine as _;
use fastrand::Rng;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::failure::Failure;

/// Paragraphs of the story; with [`WORDS`] in each, 20,100 words.
pub(crate) const PARAGRAPHS: usize = 300;
/// Words of a paragraph.
const WORDS: usize = 67;
/// Photos of the story, all in its text.
pub(crate) const PHOTOS: usize = 30;
/// By it the story is found in the list.
pub(crate) const HEADLINE: &str = "Một năm ở cửa khẩu: hai vạn chữ và ba mươi tấm ảnh";

const WHO: &[&str] = &[
    "Lực lượng hải quan",
    "Ban quản lý khu kinh tế",
    "Ông Vũ Hải Long, trực ban cửa khẩu,",
    "Các doanh nghiệp vận tải",
    "Bà con tiểu thương chợ trung tâm",
    "Đội kiểm dịch thực vật",
    "Ngư dân phường Trà Cổ",
    "Sở Công Thương tỉnh Quảng Ninh",
    "Cán bộ Trung tâm Hành chính công",
    "Những tài xế đường dài",
];
const DOES: &[&str] = &[
    "tiếp tục đẩy mạnh",
    "đã hoàn thành sớm",
    "đề nghị sớm mở rộng",
    "theo dõi từng giờ",
    "cùng bàn cách tháo gỡ",
    "giữ nguyên kế hoạch về",
    "ghi nhận sự thay đổi rõ rệt của",
    "phối hợp với phía bạn trong",
    "công khai trên mạng",
];
const WHAT: &[&str] = &[
    "việc thông quan hàng nông sản",
    "bãi kiểm hóa phía đông",
    "thủ tục cấp phép cho phương tiện",
    "tuyến đường dẫn lên cầu Bắc Luân",
    "kho lạnh dành cho thủy sản",
    "lịch trực của các tổ công tác",
    "khu nghỉ của tài xế",
    "hệ thống cân điện tử",
    "hồ sơ của hơn một nghìn lượt xe",
];
const WHEN: &[&str] = &[
    "từ đầu tháng 11",
    "trong dịp cuối năm",
    "ngay trong quý tới",
    "sau ba tuần thử nghiệm",
    "kể từ sáng thứ Hai",
    "bất chấp những ngày mưa dài",
    "nhằm giảm thời gian chờ",
    "để không xe nào phải nằm lại qua đêm",
];

/// The paragraphs of the story, plain text.
pub(crate) fn paragraphs(seed: u64) -> Vec<String> {
    let mut rng = Rng::with_seed(seed);
    (0..PARAGRAPHS).map(|_| paragraph(&mut rng)).collect()
}

fn paragraph(rng: &mut Rng) -> String {
    let mut words = Vec::new();
    while words.len() < WORDS {
        let parts = [WHO, DOES, WHAT, WHEN].map(|list| list[rng.usize(..list.len())]).join(" ");
        let sentence = format!("{parts}; tăng {},{}% so với cùng kỳ.", rng.u8(3..=97), rng.u8(..=9));
        words.extend(sentence.split_whitespace().map(str::to_owned));
    }
    words.truncate(WORDS);
    words.join(" ")
}

/// Makes the story as the signed-in person, and gives its identity. It is not opened in the window.
pub(crate) fn make(desk: Desk<'_>, seed: u64) -> Result<String, Failure> {
    let story = desk.ask("new_article", &json!({}))?;
    let id = story["article"]["id"].as_str().unwrap_or_default().to_owned();
    let mut photos = Vec::new();
    for number in 1..=PHOTOS {
        let photo = desk.hand_over_photo(&id, &format!("anh-{number}.jpg"), &picture(number)?)?;
        let words = json!({ "article": id, "photo": photo, "caption": format!("Xe hàng ở cửa khẩu, ảnh số {number}."),
            "alt_text": format!("Đoàn xe tải trên cầu, ảnh số {number}"), "credit": "Nguyễn Thu Hà" });
        desk.ask("save_photo", &words)?;
        photos.push(photo);
    }
    let version = desk.ask("open_article", &json!({ "article": id }))?["article"]["version"].clone();
    let doc = document(&paragraphs(seed), &photos).to_string();
    let edit = json!({ "headline": HEADLINE, "standfirst": "Ghi chép dài kỳ.", "doc": doc });
    desk.ask("save_text", &json!({ "article": id, "version": version, "edit": edit }))?;
    Ok(id)
}

/// The editor's document: a subhead before every tenth paragraph, a photo after it.
fn document(paragraphs: &[String], photos: &[String]) -> Value {
    let text = |words: &str| json!([{ "type": "text", "text": words }]);
    let mut blocks = Vec::new();
    let mut photos = photos.iter();
    for (at, words) in paragraphs.iter().enumerate() {
        if at % 10 == 5 {
            let subhead = format!("Chuyện thứ {}", at / 10 + 1);
            blocks.push(json!({ "type": "subhead", "attrs": { "level": 2 }, "content": text(&subhead) }));
        }
        blocks.push(json!({ "type": "paragraph", "content": text(words) }));
        if at % 10 == 5
            && let Some(photo) = photos.next()
        {
            blocks.push(json!({ "type": "figure", "attrs": { "photo": photo } }));
        }
    }
    json!({ "type": "doc", "content": blocks })
}

/// A small JPEG, another one for every number.
fn picture(number: usize) -> Result<Vec<u8>, Failure> {
    let shade = |at: u32, times: usize| u8::try_from((at as usize * times + number * 37) % 256).unwrap_or_default();
    let picture = RgbImage::from_fn(640, 426, |x, y| Rgb([shade(x, 1), shade(y, 2), shade(x / 8 + y / 8, 3)]));
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 80).encode_image(&picture)?;
    Ok(bytes)
}

impl Desk<'_> {
    /// Gives a photo's bytes to the shell as the page does; returns the photo's identity.
    fn hand_over_photo(&self, story: &str, name: &str, bytes: &[u8]) -> Result<String, Failure> {
        let script = "const [story, name, text, done] = arguments;
            const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
            const headers = { 'newsdesk-article': story, 'newsdesk-file-name': encodeURIComponent(name) };
            window.__TAURI__.core.invoke('add_photo', bytes, { headers })
                .then(answer => done({ answer }), failure => done({ failure }));";
        let text = base64::engine::general_purpose::STANDARD.encode(bytes);
        let photo = self.answer("add_photo", self.session().run_later(script, json!([story, name, text]))?)?;
        Ok(photo["id"].as_str().unwrap_or_default().to_owned())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_story_has_twenty_thousand_words_of_its_own_and_thirty_photos() {
        let text = paragraphs(1);
        let words: usize = text.iter().map(|paragraph| paragraph.split_whitespace().count()).sum();
        assert_eq!((text.len(), words), (PARAGRAPHS, 20_100));
        assert_eq!(text, paragraphs(1), "a seed gives the same story");

        let photos: Vec<String> = (0..PHOTOS).map(|number| format!("photo-{number}")).collect();
        let doc = document(&text, &photos);
        let blocks = doc["content"].as_array().unwrap();
        let figures = blocks.iter().filter(|block| block["type"] == "figure").count();
        assert_eq!((figures, blocks.len()), (PHOTOS, PARAGRAPHS + 2 * PHOTOS));
    }

    #[test]
    fn pictures_differ_and_are_small() {
        let (one, other) = (picture(1).unwrap(), picture(2).unwrap());
        assert_ne!(one, other, "the same bytes would be one photo");
        assert!(one.len() < 200_000, "{} bytes", one.len());
    }
}
