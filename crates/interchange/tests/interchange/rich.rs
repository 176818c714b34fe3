//! One story with everything that a story can have, as a newsroom at the border writes it.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use newsroom::{Body, ContentHash, Crops, Manuscript, PhotoUse, PhotoUseId, Related};
use uuid::Uuid;

/// A picture that every program opens; another one for every number, every third one a PNG.
pub fn picture(number: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(60 + number, 40, |x, y| Rgb([x as u8 * 3, y as u8 * 5, number as u8 * 40]));
    let format = if number.is_multiple_of(3) { ImageFormat::Png } else { ImageFormat::Jpeg };
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn id(number: u32) -> PhotoUseId {
    PhotoUseId(Uuid::from_u128(0x0190_f0aa_0000_7000_8000_0000_0000_0000 + u128::from(number)))
}

fn photo(number: u32, [caption, credit, alt_text]: [&str; 3]) -> PhotoUse {
    PhotoUse {
        id: id(number),
        original: ContentHash::of(&number.to_be_bytes()),
        file_name: format!("DSC_{number:04}.JPG"),
        width: 60 + number,
        height: 40,
        caption: caption.to_owned(),
        alt_text: alt_text.to_owned(),
        credit: credit.to_owned(),
        crops: Crops::default(),
    }
}

/// The file of a photo of the story.
pub fn photo_file(photo: PhotoUseId) -> Option<Vec<u8>> {
    (1..=5).find(|number| id(*number) == photo).map(picture)
}

/// Subheads of both levels, every mark alone and with others, lists in lists of both kinds that begin anywhere, neighbours of one
/// kind, quotes, tables with merged and empty cells and headings of both directions, photos with and without words,
/// one of them twice, and signs that are markup elsewhere.
pub fn story() -> Manuscript {
    let doc = DOC.replace("PHOTO-", "0190f0aa-0000-7000-8000-00000000000");
    Manuscript {
        headline: "Móng Cái: 1.204 xe qua cầu Bắc Luân II trong “ngày hội” <thông quan> & chợ đêm".to_owned(),
        standfirst:
            "Sáng 1/7, Ủy ban nhân dân (UBND) thành phố và lực lượng biên phòng mở lại lối thông quan sau 18 tháng."
                .to_owned(),
        byline: "Thu Bằng – Hữu Việt".to_owned(),
        body: Body::from_doc(&doc).unwrap(),
        lead_photo: Some(id(1)),
        photos: vec![
            photo(1, ["Toàn cảnh cầu Bắc Luân II lúc 7 giờ.", "Thu Bằng", "Cầu bê tông, xe tải nối đuôi nhau"]),
            photo(2, ["Xe chờ trước barie; \"luồng xanh\" & <luồng đỏ>", "", "Xe tải \"container\" & bến"]),
            photo(3, ["", "Hữu Việt/TTXVN", ""]),
            photo(4, ["", "", "Chợ đêm Móng Cái nhìn từ tầng 3"]),
            photo(5, ["Cảng cá Mũi Ngọc", "CTV Nguyễn Thị Ánh", "Tàu cá"]),
        ],
        correction: "Cầu Bắc Luân II dài 618 m, không phải 816 m.".to_owned(),
        related: vec![
            Related {
                title: "Chợ đêm mở lại".to_owned(), link: "https://mongcai.gov.vn/cho-dem?a=1&b=2".to_owned()
            },
            Related {
                title: "Tàu cá “3 không”".to_owned(), link: "https://mongcai.gov.vn/tin/đường-biên".to_owned()
            },
        ],
        ..Manuscript::default()
    }
}

const DOC: &str = r#"{"type":"doc","content":[
{"type":"paragraph","content":[
  {"type":"text","text":"Theo "},{"type":"text","marks":[{"type":"bold"}],"text":"Chi cục Hải quan"},
  {"type":"text","text":" cửa khẩu, có "},{"type":"text","marks":[{"type":"italic"}],"text":"1.204 xe"},
  {"type":"text","text":", tăng "},{"type":"text","marks":[{"type":"bold"},{"type":"italic"}],"text":"93,7%"},
  {"type":"text","text":" so với tháng trước; xem "},
  {"type":"text","marks":[{"type":"link","attrs":{"href":"https://mongcai.gov.vn/?a=1&b=2#đầu"}}],"text":"cổng "},
  {"type":"text","marks":[{"type":"bold"},{"type":"link","attrs":{"href":"https://mongcai.gov.vn/?a=1&b=2#đầu"}}],"text":"thông tin"},
  {"type":"text","text":" hoặc gọi "},
  {"type":"text","marks":[{"type":"link","attrs":{"href":"tel:+842033881234"}}],"text":"0203 388 1234"},{"type":"text","text":"."},
  {"type":"line_break"},{"type":"text","text":"Kho rộng 12.000 m², nhiệt độ −18 °C, 📷 <b>không đậm</b> & “ngoặc” …"}]},
{"type":"figure","attrs":{"photo":"PHOTO-2"}},
{"type":"subhead","attrs":{"level":2},"content":[{"type":"text","text":"Thông quan "},{"type":"text","marks":[{"type":"italic"}],"text":"24/7"}]},
{"type":"paragraph","content":[{"type":"text","text":"Ba việc phải làm:"}]},
{"type":"ordered_list","attrs":{"start":3},"content":[
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Khử khuẩn xe"}]},
    {"type":"paragraph","content":[{"type":"text","text":"(đoạn thứ hai của mục 3)"}]},
    {"type":"bullet_list","content":[
      {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","marks":[{"type":"bold"}],"text":"Bên trong"},{"type":"text","text":": ghế"}]},
        {"type":"ordered_list","attrs":{"start":1},"content":[
          {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Lau"}]}]},
          {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Phơi"}]}]}]}]},
      {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Bên ngoài"}]}]}]},
    {"type":"paragraph","content":[{"type":"text","text":"Ký sổ sau khi xong."}]}]},
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Khai báo y tế"},{"type":"line_break"},{"type":"text","text":"tại quầy số 2"}]}]}]},
{"type":"bullet_list","content":[
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Vải thiều"}]}]},
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","marks":[{"type":"link","attrs":{"href":"https://mongcai.gov.vn/nhan"}}],"text":"Nhãn"}]}]}]},
{"type":"bullet_list","content":[
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Danh sách khác"}]}]}]},
{"type":"ordered_list","attrs":{"start":1},"content":[
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"Lại từ một"}]}]}]},
{"type":"quote","content":[
  {"type":"paragraph","content":[{"type":"text","text":"“Chúng tôi làm cả đêm, "},{"type":"text","marks":[{"type":"bold"}],"text":"không nghỉ"},{"type":"text","text":".”"}]},
  {"type":"paragraph","content":[{"type":"text","text":"— ông Nam, tổ trưởng"}]}]},
{"type":"quote","content":[{"type":"paragraph","content":[{"type":"text","text":"“Lời của người khác.”"}]}]},
{"type":"subhead","attrs":{"level":3},"content":[{"type":"text","text":"Số liệu sáu tháng"}]},
{"type":"table","content":[
  {"type":"table_row","content":[
    {"type":"table_header","attrs":{"colspan":1,"rowspan":2},"content":[{"type":"paragraph","content":[{"type":"text","text":"Xã, phường"}]}]},
    {"type":"table_header","attrs":{"colspan":2,"rowspan":1},"content":[{"type":"paragraph","content":[{"type":"text","text":"Hộ nghèo"}]}]}]},
  {"type":"table_row","content":[
    {"type":"table_header","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph","content":[{"type":"text","text":"2025"}]}]},
    {"type":"table_header","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph","content":[{"type":"text","text":"2026"}]}]}]},
  {"type":"table_row","content":[
    {"type":"table_header","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph","content":[{"type":"text","text":"Hải Ninh"}]}]},
    {"type":"table_cell","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph","content":[{"type":"text","marks":[{"type":"bold"}],"text":"735"}]},{"type":"paragraph","content":[{"type":"text","text":"(xã mới)"}]}]},
    {"type":"table_cell","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph"}]}]},
  {"type":"table_row","content":[
    {"type":"table_cell","attrs":{"colspan":3,"rowspan":1},"content":[{"type":"paragraph","content":[{"type":"text","text":"Nguồn: "},{"type":"text","marks":[{"type":"italic"},{"type":"link","attrs":{"href":"https://thongke.gov.vn/"}}],"text":"Chi cục Thống kê"}]}]}]}]},
{"type":"table","content":[
  {"type":"table_row","content":[
    {"type":"table_cell","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph","content":[{"type":"text","text":"Bảng khác"}]}]}]}]},
{"type":"figure","attrs":{"photo":"PHOTO-3"}},
{"type":"figure","attrs":{"photo":"PHOTO-4"}},
{"type":"paragraph","content":[{"type":"text","marks":[{"type":"bold"}],"text":"Một đoạn toàn chữ đậm sau ảnh không có chú thích"}]},
{"type":"figure","attrs":{"photo":"PHOTO-5"}},
{"type":"figure","attrs":{"photo":"PHOTO-2"}},
{"type":"paragraph","content":[{"type":"text","text":"Số 108/2014/NĐ-CP, COVID-19, 5×3=15. Hết."}]}]}"#;
