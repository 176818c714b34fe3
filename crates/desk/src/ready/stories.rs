//! The stories of the ready newsroom. Nothing of what they tell has happened, and nobody in them is anybody: readers can tell
//! by their last keyword.

mod at_the_desk;
mod for_readers;
mod in_writing;

use super::script::{Picture, Story};

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Story> {
    [in_writing::STORIES, at_the_desk::STORIES, for_readers::STORIES].into_iter().flatten()
}

/// The last keyword of each.
const SAMPLE: &str = "Tin mẫu";

macro_rules! picture {
    ($file:literal, $caption:literal, $alt_text:literal) => {
        Picture {
            file: $file,
            bytes: include_bytes!(concat!("photos/", $file)),
            caption: $caption,
            alt_text: $alt_text,
        }
    };
}

const MARKET: Picture = picture!(
    "cho-som.jpg",
    "Các sạp trái cây ở chợ trung tâm lúc mở hàng.",
    "Tranh minh họa: ba người bán hàng đội nón lá sau những thúng trái cây xếp thành ngọn"
);
const FRUIT: Picture = picture!(
    "sap-trai-cay.jpg",
    "Mỗi sạp đều có bảng giá đặt trước thúng hàng.",
    "Tranh minh họa: những thúng cam, xoài, ổi và vải, có bảng giá nhỏ màu trắng"
);
const QUAY: Picture = picture!(
    "ben-tau.jpg",
    "Bến tàu nhìn từ phía kè.",
    "Tranh minh họa: sáu chiếc tàu sơn màu trên mặt nước xanh, phía xa là xóm nhà và núi đá"
);
const BOAT: Picture = picture!(
    "tau-vo-xanh.jpg",
    "Một chiếc tàu vỏ xanh vừa cập bến sau chuyến sớm.",
    "Tranh minh họa: chiếc tàu gỗ vỏ xanh, mui trắng, mũi tàu vẽ mắt, dây đèn giăng từ cột buồm"
);
const BRIDGE: Picture = picture!(
    "cau-bien-gioi.jpg",
    "Xe hàng nối nhau qua cầu trong sương sớm.",
    "Tranh minh họa: bốn chiếc xe tải trên cây cầu dài, mặt trời sắp mọc sau dãy núi"
);
const BEACH: Picture = picture!(
    "bai-bien-len-den.jpg",
    "Đường ven biển lúc lên đèn.",
    "Tranh minh họa: hàng đèn vàng chạy dọc bãi cát lúc hoàng hôn, ba chiếc thuyền thúng, rặng phi lao"
);
const COURT: Picture = picture!(
    "san-bong-ro.jpg",
    "Trận đầu tiên trên sân mới, giờ tan học.",
    "Tranh minh họa: bốn học sinh áo xanh và áo trắng trên sân bóng rổ, phía sau là trường học hai tầng"
);
const RIVER: Picture = picture!(
    "do-ngang-song.jpg",
    "Người chèo đò trên khúc sông bên cầu.",
    "Tranh minh họa: người đội nón chèo con đò nhỏ trên sông, chân cầu in bóng xuống mặt nước"
);
