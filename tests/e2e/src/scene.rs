//! The scene that everything is measured by: a story with photos on its way from a reporter's draft to the city site.

use std::path::PathBuf;

use crate::desk::{Desk, PhotoWords, hook};
use crate::failure::Failure;
use crate::photos;
use crate::webdriver::key;

/// Reporter, editor and chief of the ready newsroom.
pub(crate) const REPORTER: &str = "phongvien";
/// See [`REPORTER`].
pub(crate) const EDITOR: &str = "bientap";
/// See [`REPORTER`].
pub(crate) const CHIEF: &str = "thuky";

pub(crate) const HEADLINE: &str = "Móng Cái thông quan hơn 1.200 xe hàng mỗi ngày dịp cuối năm";
pub(crate) const STANDFIRST: &str = "Lượng hàng qua cửa khẩu quốc tế Móng Cái tăng mạnh từ đầu tháng 11. \
    Thành phố mở thêm làn ưu tiên cho nông sản để không xe nào phải chờ qua đêm.";
pub(crate) const SECTION: &str = "Kinh tế - Cửa khẩu";
pub(crate) const SUBHEADS: [&str; 2] = ["Nông sản dẫn đầu", "Thêm làn ưu tiên từ 5 giờ sáng"];
pub(crate) const FIGURES: &str = "Trong 10 tháng, kim ngạch xuất nhập khẩu qua địa bàn đạt 4,8 tỷ USD, tăng 12,5%.";
pub(crate) const ITEMS: [&str; 3] =
    ["Sầu riêng: 310 xe mỗi ngày", "Thủy sản đông lạnh: 180 xe mỗi ngày", "Linh kiện điện tử: 150 xe mỗi ngày"];
pub(crate) const QUOTE: &str = "Chúng tôi làm việc cả thứ Bảy và Chủ nhật để hàng không phải chờ.";
pub(crate) const LINKED: &str = "trang của thành phố";
pub(crate) const ADDRESS: &str = "https://mongcai.quangninh.gov.vn/";
/// The last sentence as the reporter writes it, and as the editor leaves it.
pub(crate) const BEFORE_EDIT: &str = "Việc mở rộng bãi kiểm hóa sẽ xong trong năm sau.";
/// See [`BEFORE_EDIT`].
pub(crate) const AFTER_EDIT: &str = "Việc mở rộng bãi kiểm hóa sẽ xong trước ngày 30/6/2027.";
const CHANGED: [&str; 2] = ["trong năm sau.", "trước ngày 30/6/2027."];

/// The lead photo first.
pub(crate) const PHOTOS: [PhotoWords; 3] = [
    PhotoWords {
        file: "cau-bac-luan.jpg",
        caption: "Xe hàng nối nhau qua cầu Bắc Luân lúc chiều muộn, ngày 20/11/2026.",
        credit: "Nguyễn Thu Hà",
        alt: "Bốn xe tải trên cây cầu bắc qua sông lúc mặt trời lặn, phía dưới có người chèo thuyền",
    },
    PhotoWords {
        file: "cang-ca.jpg",
        caption: "Thủy sản lên bờ ở cảng cá trước khi vào kho lạnh.",
        credit: "Phạm Đức Anh",
        alt: "Tàu cá nhiều màu đậu trong vịnh, trên bến có những thùng cá",
    },
    PhotoWords {
        file: "cho-trung-tam.jpg",
        caption: "Trái cây bày bán ở chợ trung tâm Móng Cái.",
        credit: "Trung tâm Truyền thông và Văn hóa",
        alt: "Người bán hàng đội nón lá sau những sạp trái cây dưới mái che kẻ sọc",
    },
];

/// For photos whose words are not looked at.
const BRIEF_WORDS: PhotoWords = PhotoWords { file: "", caption: "Cửa khẩu", credit: "T. Hà", alt: "Đoàn xe" };

/// Who wants to look while the scene is played; told the name of the moment.
pub(crate) type Onlooker<'a> = &'a mut dyn FnMut(&str, Desk<'_>) -> Result<(), Failure>;

/// Nobody looks.
pub(crate) fn nobody(_: &str, _: Desk<'_>) -> Result<(), Failure> {
    Ok(())
}

/// The reporter, signed in, writes the story with its photos and files it.
pub(crate) fn report(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    desk.new_article()?;
    desk.fill("#headline", HEADLINE)?;
    desk.fill("#standfirst", STANDFIRST)?;
    write_body(desk)?;
    desk.choose_section(SECTION)?;
    place_photos(desk)?;
    desk.pictures_show()?;
    look("composer", desk)?;
    desk.make_move("file", "filed")
}

/// The editor, signed in, takes the story from the queue, changes a sentence and approves it.
pub(crate) fn edit_and_approve(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    desk.shelf("filed")?;
    desk.open_row(HEADLINE)?;
    desk.pictures_show()?;
    look("queue", desk)?;
    desk.make_move("claim", "in_edit")?;
    desk.go_to_block(BEFORE_EDIT)?;
    let back = key::BACKSPACE.to_string().repeat(CHANGED[0].chars().count());
    desk.keys(&key::END.to_string())?;
    desk.keys(&back)?;
    desk.write(CHANGED[1])?;
    look("review", desk)?;
    desk.make_move("approve", "approved")
}

/// The editor marks the approved story as banner, publishes it, and gets the address of its page.
pub(crate) fn publish(desk: Desk<'_>, look: Onlooker<'_>) -> Result<String, Failure> {
    desk.banner()?;
    look("approved", desk)?;
    desk.publish()?;
    desk.sees(&hook("progress-step"))?;
    look("sending", desk)?;
    let link = desk.published_link()?;
    look("published", desk)?;
    Ok(link)
}

/// A short story, filed: for journeys that are about something else. The photos are put into its text.
pub(crate) fn report_briefly(desk: Desk<'_>, headline: &str, photos: &[PathBuf]) -> Result<(), Failure> {
    desk.new_article()?;
    desk.fill("#headline", headline)?;
    desk.fill("#standfirst", "Tin vắn từ cửa khẩu.")?;
    desk.go_to_end()?;
    desk.write("Đường đã thông.")?;
    desk.choose_section(SECTION)?;
    if !photos.is_empty() {
        desk.add_photos(photos)?;
    }
    for id in &desk.photos()? {
        desk.describe_photo(id, &BRIEF_WORDS)?;
        desk.insert_photo(id)?;
    }
    desk.make_move("file", "filed")
}

/// The editor approves such a story.
pub(crate) fn approve_briefly(desk: Desk<'_>, headline: &str) -> Result<(), Failure> {
    desk.shelf("filed")?;
    desk.open_row(headline)?;
    desk.make_move("claim", "in_edit")?;
    desk.make_move("approve", "approved")
}

/// By toolbar, by keyboard shortcuts and by plain keys, as people do.
fn write_body(desk: Desk<'_>) -> Result<(), Failure> {
    let enter = key::ENTER.to_string();
    desk.go_to_end()?;
    desk.write(FIGURES)?;
    desk.keys(&enter)?;
    desk.tool_on("subhead2")?;
    desk.write(SUBHEADS[0])?;
    desk.keys(&enter)?;
    desk.write("Ba nhóm hàng chiếm quá nửa lượng xe:")?;
    desk.keys(&enter)?;
    desk.tool_on("bullet_list")?;
    for item in ITEMS {
        desk.write(item)?;
        desk.keys(&enter)?;
    }
    desk.keys(&enter)?;
    desk.write(&format!("Số liệu từng ngày có trên {LINKED}"))?;
    desk.link_last(LINKED.chars().count(), ADDRESS)?;
    desk.write(".")?;
    desk.keys(&enter)?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, "2")))?;
    desk.sees_attribute("[data-testid=\"tool-subhead2\"]", "aria-pressed", "true")?;
    desk.write(SUBHEADS[1])?;
    desk.keys(&enter)?;
    desk.write("Ông Vũ Hải Long, trực ban cửa khẩu, nói:")?;
    desk.keys(&enter)?;
    desk.tool_on("quote")?;
    desk.write(QUOTE)?;
    desk.keys(&enter)?;
    desk.keys(&enter)?;
    desk.write(BEFORE_EDIT)
}

fn place_photos(desk: Desk<'_>) -> Result<(), Failure> {
    desk.add_photos(&photos::three())?;
    let ids = desk.photos()?;
    for (id, words) in ids.iter().zip(&PHOTOS) {
        desk.describe_photo(id, words)?;
    }
    desk.lead_with(&ids[0])?;
    desk.go_to_block(FIGURES)?;
    desk.insert_photo(&ids[1])?;
    desk.go_to_block(LINKED)?;
    desk.insert_photo(&ids[2])
}
