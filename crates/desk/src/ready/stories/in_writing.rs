//! What lies on the reporter's own desk: drafts, and what came back.

use super::{BOAT, SAMPLE};
use crate::ready::script::{
    Act::{Go, GoFor, Keep, Pictures, Remark, Write},
    Block::{List, Quote, Subhead, Text},
    Story, Then,
    Who::{Editor, Reporter},
};
use newsroom::Move;

pub(super) const STORIES: &[Story] = &[SWIMMING, BUSES, DOUBLE];

/// Half written.
const SWIMMING: Story = Story {
    headline: "Lớp học bơi miễn phí cho trẻ em làng chài",
    standfirst: "Mỗi chiều thứ Bảy, bãi tắm phía nam Trà Cổ thành lớp học của hơn bốn mươi em nhỏ.",
    section: 2,
    tags: &["Trà Cổ", "Trẻ em", SAMPLE],
    pictures: &[BOAT],
    body: &[
        Text(
            "Ba giờ chiều, khi nắng đã dịu, những chiếc phao cam được xếp thành hàng trên bãi cát phía nam Trà Cổ. Hơn bốn mươi em nhỏ, phần lớn là con các gia đình đi biển, đứng thành vòng tròn để khởi động trước giờ xuống nước.",
        ),
        Text(
            "Lớp học do một nhóm giáo viên thể dục và thanh niên trong khu phố cùng mở từ đầu mùa hè. Các em được chia thành ba nhóm theo tuổi. Nhóm nhỏ nhất chỉ tập thở và nổi ở chỗ nước ngang gối, nhóm lớn đã bơi được dọc theo dây phao dài 25 m.",
        ),
        Subhead("Học bơi, học cả cách gọi người giúp"),
        Text(
            "Buổi nào lớp cũng dành mười lăm phút cho việc khác: nhìn cờ hiệu trên bãi, nhận ra dòng nước xa bờ, gọi người lớn thay vì tự nhảy xuống cứu bạn.",
        ),
        Text(
            "Nhóm mở lớp cho biết sẽ dạy đến hết tháng, khi nước biển lạnh hẳn, và cần thêm người giúp trông các em nhỏ.",
        ),
    ],
    acts: &[
        (300, Reporter, Write(2)),
        (245, Reporter, Write(4)),
        (190, Reporter, Pictures),
        (70, Reporter, Write(5)),
        (35, Reporter, Keep("Trước khi gọi lại cho lớp")),
    ],
    then: Then::Stays,
};

/// Came back with a reason.
const BUSES: Story = Story {
    headline: "Xe buýt điện Móng Cái - Trà Cổ chạy thử trong một tháng",
    standfirst: "Tuyến dài 9 km có mười hai điểm dừng, 30 phút một chuyến, miễn phí trong tuần đầu.",
    section: 0,
    tags: &["Giao thông", "Trà Cổ", SAMPLE],
    pictures: &[],
    body: &[
        Text(
            "Từ thứ Hai tới, bốn chiếc xe buýt điện sẽ chạy thử trên tuyến từ trung tâm Móng Cái đến bãi biển Trà Cổ. Chuyến đầu rời bến lúc 5 giờ 30, chuyến cuối lúc 21 giờ, cách nhau 30 phút; giờ cao điểm rút xuống còn 20 phút.",
        ),
        Subhead("Mười hai điểm dừng"),
        Text(
            "Tuyến đi qua chợ trung tâm, bệnh viện, hai trường học và kết thúc ở quảng trường bãi biển. Xe có sàn thấp, chỗ cho xe lăn và giá treo hai chiếc xe đạp phía sau.",
        ),
        List(&[
            "Tuần đầu: miễn phí cho mọi hành khách.",
            "Ba tuần sau: một nửa giá vé dự kiến.",
            "Học sinh và người từ 60 tuổi: miễn phí suốt thời gian chạy thử.",
        ]),
        Quote("Từ Trà Cổ vào viện khám, tôi toàn phải nhờ cháu chở. Có xe thì tự đi được."),
        Text(
            "Sau một tháng, đơn vị vận hành sẽ đếm lượt khách ở từng điểm dừng để chọn giờ chạy chính thức. Hành khách có thể góp ý bằng phiếu đặt trên xe.",
        ),
    ],
    acts: &[
        (1500, Reporter, Write(3)),
        (1430, Reporter, Write(6)),
        (1405, Reporter, Go(Move::File)),
        (980, Editor, Go(Move::Claim)),
        (
            960,
            Editor,
            Remark("bốn chiếc xe buýt điện", "Lần trước ta viết là năm chiếc. Hỏi lại đơn vị vận hành giúp anh."),
        ),
        (955, Editor, Remark("một nửa giá vé dự kiến", "Giá dự kiến là bao nhiêu? Bạn đọc sẽ hỏi ngay câu này.")),
        (
            940,
            Editor,
            GoFor(
                Move::Return,
                "Tin tốt, viết gọn. Cần thêm giá vé, số xe chính xác và một ảnh xe ở điểm dừng thì đăng được.",
            ),
        ),
    ],
    then: Then::Stays,
};

/// Somebody had told it already.
const DOUBLE: Story = Story {
    headline: "Chợ trung tâm mở cửa thêm buổi tối",
    standfirst: "Khu ăn uống của chợ đón khách đến 22 giờ vào cuối tuần.",
    section: 1,
    tags: &["Chợ", SAMPLE],
    pictures: &[],
    body: &[
        Text(
            "Từ cuối tuần này, khu ăn uống của chợ trung tâm sẽ mở cửa đến 22 giờ vào thứ Sáu, thứ Bảy và Chủ nhật. Khoảng ba mươi sạp đã đăng ký bán buổi tối, chủ yếu là món nướng, chè và các món từ hải sản.",
        ),
        Text(
            "Ban quản lý chợ lắp thêm đèn ở lối đi phía tây, bố trí bãi gửi xe ở sân sau và yêu cầu các sạp dọn sạch rác trước khi đóng cửa. Buổi tối chỉ khu ăn uống mở; các dãy hàng vải, hàng khô vẫn nghỉ lúc 18 giờ như trước.",
        ),
        Text(
            "Sau hai tháng, ban quản lý sẽ hỏi ý kiến tiểu thương và các hộ dân quanh chợ trước khi quyết định kéo dài.",
        ),
    ],
    acts: &[
        (2210, Reporter, Write(3)),
        (2190, Reporter, Go(Move::File)),
        (2150, Editor, GoFor(Move::Spike, "Trùng với bài về chợ đêm đã nhận hôm qua; ý hay đã chuyển sang bài đó.")),
    ],
    then: Then::Stays,
};
