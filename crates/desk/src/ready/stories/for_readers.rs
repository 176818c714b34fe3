//! What goes to readers as soon as the city site is there.

use super::{COURT, FRUIT, MARKET, QUAY, SAMPLE};
use crate::ready::script::{
    Act::{Answer, Banner, Change, Go, Pictures, Remark, Settle, Write},
    Block::{Figure, List, Quote, Subhead, Text},
    Story, Then,
    Who::{Chief, Editor, Reporter},
};
use newsroom::Move;

pub(super) const STORIES: &[Story] = &[NIGHT_MARKET, BASKETBALL, OFFICE, FERRIES, WATER];

/// On the banner.
const NIGHT_MARKET: Story = Story {
    headline: "Chợ trung tâm Móng Cái mở khu ăn đêm cuối tuần",
    standfirst: "Ba mươi sạp phục vụ đến 22 giờ từ thứ Sáu đến Chủ nhật, giá niêm yết, lối đi riêng cho người đi bộ.",
    section: 1,
    tags: &["Chợ", "Ẩm thực", SAMPLE],
    pictures: &[MARKET, FRUIT],
    body: &[
        Text(
            "Tối thứ Sáu, dãy phía tây của chợ trung tâm Móng Cái không đóng cửa lúc 18 giờ như thường lệ. Ba mươi sạp hàng thắp đèn, bày bàn ghế thấp và bán đến 22 giờ, mở đầu cho khu ăn đêm họp vào ba buổi tối cuối tuần.",
        ),
        Text(
            "Món nhiều người hỏi nhất là chả mực giã tay, cháo hà và các loại bánh nướng. Bên cạnh là những sạp trái cây gọt sẵn, chè và trà nóng. Giá ghi trên bảng ở đầu mỗi sạp, người mua có thể trả bằng tiền mặt hoặc quét mã.",
        ),
        Figure(1),
        Subhead("Sạch trước khi đóng cửa"),
        Text(
            "Mỗi sạp được phát hai thùng rác. Đến 22 giờ 30, lối đi phải sạch thì sạp mới được mở vào tối hôm sau. Đường trước chợ chỉ dành cho người đi bộ; xe gửi ở sân sau, miễn phí trong tháng đầu.",
        ),
        Quote("Ban ngày tôi bán rau, tối bán bánh. Đứng mỏi chân, nhưng khách vui thì mình cũng vui."),
        List(&[
            "Thời gian: 18 giờ đến 22 giờ, thứ Sáu, thứ Bảy, Chủ nhật.",
            "Lối vào: cổng tây, có dốc cho xe lăn và xe đẩy trẻ em.",
            "Gửi xe: sân sau chợ.",
        ]),
        Text(
            "Sau hai tháng, ban quản lý chợ sẽ hỏi ý kiến tiểu thương và các hộ dân xung quanh để quyết định mở thêm hay không.",
        ),
    ],
    acts: &[
        (2480, Reporter, Write(3)),
        (2440, Reporter, Pictures),
        (2400, Reporter, Write(8)),
        (2380, Reporter, Go(Move::File)),
        (1930, Editor, Go(Move::Claim)),
        (1920, Editor, Remark("miễn phí trong tháng đầu", "Miễn phí cả xe máy và ô tô?")),
        (1880, Reporter, Answer(0, "Dạ, chỉ xe máy, xe đạp. Ô tô gửi ở bãi của thành phố.")),
        (
            1860,
            Editor,
            Change(
                "xe gửi ở sân sau, miễn phí trong tháng đầu",
                "xe máy, xe đạp gửi ở sân sau, miễn phí trong tháng đầu",
            ),
        ),
        (1855, Editor, Settle(0)),
        (1840, Editor, Banner),
        (1835, Editor, Go(Move::Approve)),
    ],
    then: Then::Publish,
};

const BASKETBALL: Story = Story {
    headline: "Học sinh Trà Cổ có thêm sân bóng rổ ngoài trời",
    standfirst: "Khoảng đất trống sau trường được phụ huynh và thầy trò cùng dọn, sơn vạch, dựng cột trong năm tuần.",
    section: 2,
    tags: &["Giáo dục", "Trà Cổ", SAMPLE],
    pictures: &[COURT],
    body: &[
        Text(
            "Tiếng trống tan học vừa dứt, hai đội áo xanh và áo trắng đã có mặt trên sân. Đây là trận đầu tiên ở sân bóng rổ mới của ngôi trường gần biển Trà Cổ, nơi mấy tháng trước còn là bãi đất đầy cỏ và gạch vụn.",
        ),
        Text(
            "Ý tưởng đến từ một bài văn. Được yêu cầu viết về điều muốn thay đổi ở trường, mười một học sinh cùng lớp viết về khoảng đất ấy. Hội phụ huynh nhận tìm xi măng, thầy trò nhận dọn cỏ, một xưởng cơ khí trong phường hàn tặng hai cột bóng.",
        ),
        Subhead("Sân mở cửa đến tối"),
        Text(
            "Ngoài giờ học, sân mở cho trẻ em trong khu phố đến 19 giờ. Các lớp thay nhau quét sân và kiểm tra lưới. Nội quy do chính học sinh viết, chỉ có bốn dòng, dòng cuối cùng là: ai cũng được chơi.",
        ),
        Quote("Em không cao, nhưng em ném xa. Cô bảo thế là đủ để vào đội."),
        Text("Mùa xuân tới, trường dự định mời ba trường lân cận đến thi đấu giao hữu."),
    ],
    acts: &[
        (2100, Reporter, Write(3)),
        (2092, Reporter, Pictures),
        (2085, Reporter, Write(6)),
        (2080, Reporter, Go(Move::File)),
        (1780, Editor, Go(Move::Claim)),
        (1765, Editor, Change("nơi mấy tháng trước còn là", "nơi mùa hè vừa rồi còn là")),
        (1750, Editor, Go(Move::Approve)),
    ],
    then: Then::Publish,
};

const OFFICE: Story = Story {
    headline: "Nhận hồ sơ tại nhà văn hóa khu phố vào mỗi thứ Ba",
    standfirst: "Người dân ở xa không phải vào trung tâm: cán bộ một cửa đến tận nơi, nhận và trả kết quả tại chỗ.",
    section: 3,
    tags: &["Thủ tục hành chính", SAMPLE],
    pictures: &[],
    body: &[
        Text(
            "Bắt đầu từ tuần này, mỗi sáng thứ Ba, một bàn tiếp nhận hồ sơ được đặt tại nhà văn hóa của năm khu phố xa trung tâm. Hai cán bộ một cửa mang theo máy tính, máy quét và máy in, làm việc từ 7 giờ 30 đến 11 giờ.",
        ),
        Text(
            "Những thủ tục được nhận nhiều nhất là khai sinh, chứng thực, xác nhận cư trú và trợ cấp xã hội. Với việc đơn giản, kết quả có ngay trong buổi sáng. Các hồ sơ còn lại được hẹn trả vào thứ Ba tuần sau, cũng tại nhà văn hóa.",
        ),
        Subhead("Mang theo gì?"),
        List(&[
            "Căn cước công dân và giấy tờ gốc liên quan.",
            "Số điện thoại đang dùng để nhận tin nhắn hẹn.",
            "Người đi thay cần giấy ủy quyền.",
        ]),
        Text(
            "Người cao tuổi, người khuyết tật và phụ nữ mang thai được mời vào trước. Ai không đến được có thể gọi điện để cán bộ ghé nhà sau 11 giờ.",
        ),
        Text("Lịch của từng khu phố được dán ở bảng tin và gửi qua nhóm liên lạc của tổ dân phố trước ba ngày."),
    ],
    acts: &[
        (1990, Reporter, Write(6)),
        (1970, Reporter, Go(Move::File)),
        (1700, Chief, Go(Move::Claim)),
        (1690, Chief, Go(Move::Approve)),
    ],
    then: Then::Publish,
};

/// Published, and being brought up to date.
const FERRIES: Story = Story {
    headline: "Tàu ra đảo Vĩnh Thực thêm một chuyến chiều",
    standfirst: "Chuyến mới rời bến lúc 16 giờ, giúp người đi làm, đi học trong ngày kịp về đảo.",
    section: 0,
    tags: &["Giao thông", "Vĩnh Thực", SAMPLE],
    pictures: &[QUAY],
    body: &[
        Text(
            "Tuyến tàu từ đất liền ra đảo Vĩnh Thực có thêm chuyến thứ tư trong ngày, rời bến lúc 16 giờ. Trước đó, chuyến cuối chạy lúc 14 giờ 30, nhiều học sinh và người đi làm phải ngủ lại trong phố.",
        ),
        Text(
            "Chuyến chiều dùng chiếc tàu 40 chỗ, có khoang kín và áo phao đủ cỡ cho trẻ em. Vé mua tại bến hoặc đặt trước qua điện thoại; người dân trên đảo, học sinh và người từ 60 tuổi được giảm giá như các chuyến khác.",
        ),
        Subhead("Khi biển động"),
        Text(
            "Nếu gió từ cấp 6 trở lên, tàu nghỉ. Thông báo được phát trên loa của bến và nhắn cho khách đã đặt vé trước giờ chạy một tiếng. Khách được đổi sang chuyến sau hoặc lấy lại tiền vé.",
        ),
        Quote("Thêm một chuyến tàu là thêm được buổi chiều cho người trên đảo."),
        Text("Lịch chạy mới áp dụng thử trong mùa đông và sẽ được xem lại vào tháng Ba."),
    ],
    acts: &[
        (1890, Reporter, Write(5)),
        (1870, Reporter, Pictures),
        (1850, Reporter, Write(6)),
        (1830, Reporter, Go(Move::File)),
        (1640, Editor, Go(Move::Claim)),
        (
            1625,
            Editor,
            Change(
                "nhiều học sinh và người đi làm phải ngủ lại trong phố",
                "nhiều học sinh và người đi làm phải ở lại trong phố qua đêm",
            ),
        ),
        (1610, Editor, Go(Move::Approve)),
    ],
    then: Then::Update,
};

/// Published, and taken off again.
const WATER: Story = Story {
    headline: "Tạm ngừng cấp nước ba khu phố trong sáng thứ Năm",
    standfirst: "Đơn vị cấp nước thay van trên đường ống chính từ 8 giờ đến 11 giờ, nước có lại chậm nhất lúc 12 giờ.",
    section: 0,
    tags: &["Cấp nước", SAMPLE],
    pictures: &[],
    body: &[
        Text(
            "Sáng thứ Năm, từ 8 giờ đến 11 giờ, ba khu phố dọc đường ven sông sẽ tạm ngừng cấp nước để thay hai van trên đường ống chính. Nước có lại dần từ 11 giờ, chậm nhất lúc 12 giờ ở những nhà cuối tuyến.",
        ),
        Text(
            "Đơn vị cấp nước đề nghị người dân trữ đủ nước dùng trong buổi sáng, khóa vòi và máy bơm khi rời nhà. Khi nước có lại, nên xả vài phút cho hết cặn trước khi nấu ăn.",
        ),
        Text(
            "Trường học và trạm y tế trong khu vực được bố trí xe chở nước, đến lúc 7 giờ 30. Các hộ có người ốm, trẻ sơ sinh cần hỗ trợ có thể gọi số trực ghi trên hóa đơn nước. Đội sửa chữa sẽ dán thông báo ở đầu ngõ trước khi khóa van và gỡ xuống khi việc đã xong.",
        ),
    ],
    acts: &[
        (1560, Reporter, Write(3)),
        (1550, Reporter, Go(Move::File)),
        (1535, Editor, Go(Move::Claim)),
        (1530, Editor, Go(Move::Approve)),
    ],
    then: Then::Withdraw,
};
