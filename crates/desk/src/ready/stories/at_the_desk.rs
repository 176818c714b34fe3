//! What lies on the editors' desk: handed in, in hand, approved.

use super::{BEACH, BOAT, BRIDGE, QUAY, RIVER, SAMPLE};
use crate::ready::script::{
    Act::{Answer, Change, Go, Keep, Pictures, Remark, Settle, Write},
    Block::{Figure, List, Quote, Subhead, Text},
    Story, Then,
    Who::{Editor, Reporter},
};
use newsroom::Move;

pub(super) const STORIES: &[Story] = &[BAGS, FERRYMAN, FISH, LANE, LIGHTS];

/// Handed in.
const BAGS: Story = Story {
    headline: "Một khu phố thử phân loại rác bằng túi ba màu",
    standfirst: "Sau sáu tuần, lượng rác phải chở đi của 210 hộ giảm gần một phần ba.",
    section: 0,
    tags: &["Môi trường", "Khu phố", SAMPLE],
    pictures: &[],
    body: &[
        Text(
            "Mỗi sáng, trước cửa các nhà trong khu phố lại có những chiếc túi xanh, vàng và trắng xếp cạnh nhau. Túi xanh đựng rác bếp, túi vàng đựng chai, lon, giấy, túi trắng đựng phần còn lại. Xe gom rác đến ba lượt, mỗi lượt chỉ lấy một màu.",
        ),
        Text(
            "210 hộ tham gia thử nghiệm từ giữa tháng Mười. Tuần đầu, gần một nửa số túi bị xếp nhầm. Tổ dân phố không phạt mà dán một mẩu giấy nhỏ ghi rõ nhầm ở đâu. Đến tuần thứ sáu, chỉ còn khoảng một phần mười.",
        ),
        Subhead("Rác bếp thành phân cho vườn hoa"),
        Text(
            "Rác bếp được ủ ở góc sân nhà văn hóa. Mẻ đầu tiên đã được bón cho hai bồn hoa ở đầu phố. Tiền bán chai, lon, giấy được ghi lên bảng, dùng mua thùng đựng mới.",
        ),
        Quote("Cái khó nhất không phải là phân loại, mà là nhớ hôm nay đến lượt màu gì."),
        Text(
            "Cuối tháng này, các hộ sẽ họp để quyết định có làm tiếp và mời khu phố bên cạnh cùng tham gia hay không.",
        ),
    ],
    acts: &[
        (410, Reporter, Write(4)),
        (330, Reporter, Write(5)),
        (130, Reporter, Write(5)),
        (120, Reporter, Go(Move::File)),
    ],
    then: Then::Stays,
};

/// Handed in, with pictures.
const FERRYMAN: Story = Story {
    headline: "Người chèo đò cuối cùng ở khúc sông bên cầu",
    standfirst: "Ba mươi năm đưa khách qua sông, nay ông chở nhiều nhất là những người muốn ngắm phố từ mặt nước.",
    section: 2,
    tags: &["Đời sống", "Sông Ka Long", SAMPLE],
    pictures: &[RIVER],
    body: &[
        Text(
            "Năm giờ sáng, con đò nhỏ đã buộc sẵn dưới gốc si. Người lái đò kiểm tra lại mái chèo, hai chiếc áo phao và cái ấm nước, rồi ngồi đợi. Có hôm đợi đến trưa mới có khách.",
        ),
        Text(
            "Ba mươi năm trước, mỗi phiên chợ ông chở hàng trăm lượt người, gánh rau để ở mũi, xe đạp để giữa. Từ khi có cầu, khách qua sông thưa dần. Bến đò bên kia đã thành vườn hoa, hai người bạn chèo cùng bến cũng chuyển nghề.",
        ),
        Subhead("Chuyến đò ngược dòng"),
        Text(
            "Vài năm nay lại có những người khách khác. Họ không cần sang sông, chỉ muốn đi một vòng ngược dòng lúc mặt trời lên để xem phố thức dậy. Ông kể cho họ nghe tên từng bến cũ, chỗ nào nước xoáy, chỗ nào mùa thu có chim về.",
        ),
        Quote("Đò không nhanh được. Ai lên đò của tôi thì phải có thời gian."),
        Text("Ông nói sẽ chèo thêm vài mùa nữa, cho đến khi tay không còn giữ được mái chèo."),
    ],
    acts: &[
        (620, Reporter, Write(2)),
        (560, Reporter, Pictures),
        (545, Reporter, Write(5)),
        (215, Reporter, Write(6)),
        (205, Reporter, Keep("Bản gửi lần đầu")),
        (200, Reporter, Go(Move::File)),
        (150, Editor, Remark("", "Bài hay. Nếu được, chụp thêm bến đò cũ bên kia sông.")),
    ],
    then: Then::Stays,
};

/// In the editor's hands, half way.
const FISH: Story = Story {
    headline: "Chợ cá Trà Cổ họp khi trời chưa sáng",
    standfirst: "Từ bốn giờ, hàng trăm rổ cá, mực, ghẹ được bán hết ngay trên bãi, dưới ánh đèn của những chiếc tàu vừa về.",
    section: 1,
    tags: &["Trà Cổ", "Hải sản", "Chợ", SAMPLE],
    pictures: &[QUAY, BOAT],
    body: &[
        Text(
            "Bốn giờ sáng, bãi biển Trà Cổ còn tối nhưng đã đông người. Đèn từ hơn hai mươi chiếc tàu soi thành những vệt dài trên mặt nước. Chủ tàu chuyển cá vào bờ bằng thúng, người mua đợi sẵn với cân và sổ tay.",
        ),
        Text(
            "Phiên chợ chỉ kéo dài chừng hai giờ. Mực và ghẹ hết trước, rồi đến cá thu, cá bạc má. Người mua phần lớn là chủ quán ăn trong thành phố và các sạp ở chợ trung tâm; khách du lịch dậy sớm cũng có thể mua vài cân mang về.",
        ),
        Figure(1),
        Subhead("Mua bán bằng mã QR dưới ánh đèn pin"),
        Text(
            "Vài năm trước, tiền mặt ướt nước biển là chuyện thường ngày. Bây giờ trên nắp thúng nào cũng dán một mảnh nhựa in mã QR. Giá được hô to để cả bãi nghe, ai trả cao hơn thì lấy rổ ấy.",
        ),
        Quote(
            "Hôm nào biển động thì chợ nghỉ. Bạn hàng biết cả, nhìn gió tối hôm trước là biết sáng có chợ hay không.",
        ),
        Text(
            "Sáu giờ, thủy triều lên dần, bãi cát lại vắng. Những người cuối cùng rửa sạch sàn chợ, gom phao xốp và túi nhựa vào thùng trước khi khách tắm biển đầu tiên đi xuống.",
        ),
    ],
    acts: &[
        (1120, Reporter, Write(3)),
        (1060, Reporter, Pictures),
        (1040, Reporter, Write(7)),
        (1020, Reporter, Go(Move::File)),
        (420, Editor, Go(Move::Claim)),
        (410, Editor, Remark("hơn hai mươi chiếc tàu", "Số tàu này em đếm hay theo lời chủ tàu?")),
        (405, Editor, Change("hàng trăm rổ cá, mực, ghẹ được bán hết", "hàng trăm rổ hải sản được bán hết")),
        (360, Reporter, Answer(0, "Em đếm lúc 4 giờ 20 ạ, 23 chiếc.")),
        (340, Editor, Settle(0)),
        (
            335,
            Editor,
            Remark("chừng hai giờ", "Mở đầu nói từ 4 giờ, cuối bài 6 giờ: khớp. Nhưng mùa đông có muộn hơn không?"),
        ),
        (
            260,
            Editor,
            Change("Hôm nào biển động thì chợ nghỉ. Bạn hàng biết cả, nhìn", "Hôm nào biển động thì chợ nghỉ. Nhìn"),
        ),
        (90, Editor, Change("chủ quán ăn trong thành phố và", "chủ quán ăn ở trung tâm Móng Cái và")),
    ],
    then: Then::Stays,
};

/// Approved, and waiting for its hour.
const LANE: Story = Story {
    headline: "Cửa khẩu Bắc Luân có lối đi bộ mái che cho cư dân biên giới",
    standfirst: "Lối đi dài 180 m giúp người gánh hàng, đẩy xe không phải đứng nắng, đứng mưa trong giờ cao điểm.",
    section: 1,
    tags: &["Cửa khẩu", "Bắc Luân", SAMPLE],
    pictures: &[BRIDGE],
    body: &[
        Text(
            "Lối đi bộ có mái che ở cửa khẩu Bắc Luân được đưa vào sử dụng từ sáng nay, sau bốn tháng thi công. Lối đi dài 180 m, rộng 3 m, chia hai chiều bằng hàng lan can, nối từ bãi gửi xe đến nhà làm thủ tục.",
        ),
        Text(
            "Trước đây, vào sáng sớm và chiều muộn, hàng trăm cư dân biên giới phải xếp hàng ngoài trời cùng gánh hàng, xe đẩy. Ngày mưa, hàng hóa ướt là chuyện thường.",
        ),
        Subhead("Làn riêng cho xe đẩy"),
        Text(
            "Mặt lối đi lát gạch nhám, có dốc thoải thay cho bậc thềm. Xe đẩy tay và xe lăn đi làn bên phải, ở giữa lối có hai điểm dừng với ghế ngồi và nước uống.",
        ),
        List(&[
            "Giờ mở: từ 6 giờ đến 19 giờ hằng ngày.",
            "Xe đạp, xe máy: dắt bộ, không nổ máy.",
            "Gánh hàng cồng kềnh: đi theo hướng dẫn của nhân viên trực.",
        ]),
        Text("Trong tuần đầu, nhân viên trực có mặt suốt giờ mở cửa để hướng dẫn, nhất là với người cao tuổi."),
    ],
    acts: &[
        (940, Reporter, Write(4)),
        (900, Reporter, Pictures),
        (850, Reporter, Write(6)),
        (840, Reporter, Go(Move::File)),
        (310, Editor, Go(Move::Claim)),
        (
            300,
            Editor,
            Change(
                "phải xếp hàng ngoài trời cùng gánh hàng, xe đẩy",
                "phải xếp hàng ngoài trời với gánh hàng và xe đẩy",
            ),
        ),
        (280, Editor, Remark("180 m", "Đã so với thông báo: đúng 180 m.")),
        (278, Editor, Settle(0)),
        (270, Editor, Go(Move::Approve)),
    ],
    then: Then::Stays,
};

/// Goes online tomorrow morning.
const LIGHTS: Story = Story {
    headline: "Đường biển Trà Cổ lên đèn, đón khách mùa đông",
    standfirst: "Bốn cây số đường ven biển có đèn mới; nhiều nhà nghỉ giảm giá giữa tuần và mở bếp phục vụ món nóng.",
    section: 2,
    tags: &["Du lịch", "Trà Cổ", SAMPLE],
    pictures: &[BEACH],
    body: &[
        Text(
            "Mùa đông vốn là lúc Trà Cổ vắng khách. Năm nay, con đường ven biển dài bốn cây số vừa được lắp đèn mới, ánh vàng, thấp ngang tầm người đi bộ để không làm chói mặt biển. Từ 17 giờ 30, cả dải bờ cát hiện ra dưới hàng phi lao.",
        ),
        Text(
            "Hơn hai mươi nhà nghỉ nhận khách giữa tuần với giá thấp hơn mùa hè. Thay cho các quán giải khát, nhiều nhà mở bếp phục vụ cháo hà, bún ghẹ, khoai lang nướng.",
        ),
        Subhead("Đi dạo lúc triều xuống"),
        Text(
            "Bãi cát Trà Cổ rộng nhất vào cuối buổi chiều, khi nước rút ra xa. Khách có thể đi bộ từ mũi Sa Vĩ về phía bãi đá, xem người dân cào hà và đẩy te. Nên mang áo ấm: gió mùa thổi mạnh dần sau 20 giờ.",
        ),
        Quote("Khách mùa đông không tắm biển, nhưng ở lại lâu hơn và hỏi chuyện nhiều hơn."),
        Text("Các điểm gửi xe dọc đường biển mở đến 22 giờ. Xe điện chở khách chạy theo giờ ở hai đầu tuyến."),
    ],
    acts: &[
        (1660, Reporter, Write(2)),
        (1630, Reporter, Pictures),
        (1600, Reporter, Write(6)),
        (1580, Reporter, Go(Move::File)),
        (520, Editor, Go(Move::Claim)),
        (510, Editor, Change("ánh vàng, thấp ngang tầm người đi bộ", "ánh vàng, đặt ngang tầm người đi bộ")),
        (480, Editor, Go(Move::Approve)),
    ],
    then: Then::Schedule,
};
