//! Sample stories. They tell of an ordinary week, name nobody, and carry the tag "Tin mẫu".

use crate::demo::scene::{Front, Scene};

/// A picture of a sample story.
pub(crate) struct Sample {
    pub(crate) file: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) alt_text: &'static str,
    pub(crate) scene: Scene,
}

/// One block of a body.
pub(crate) enum Block {
    Text(&'static str),
    Subhead(&'static str),
    Quote(&'static str, &'static str),
    List(&'static [&'static str]),
    /// The second picture of the story.
    Picture,
}

pub(crate) struct SampleStory {
    /// Index into the sections.
    pub(crate) section: usize,
    /// Hours before the seeding.
    pub(crate) age: i64,
    pub(crate) banner: bool,
    pub(crate) headline: &'static str,
    pub(crate) standfirst: &'static str,
    pub(crate) pictures: Vec<Sample>,
    pub(crate) body: &'static [Block],
}

const CREDIT: &str = "Minh họa: Cổng thông tin thành phố";

/// The caption with its credit, as it stands under a picture.
pub(crate) fn caption(sample: &Sample) -> String {
    format!("{} <span class=\"credit\">{CREDIT}</span>", sample.caption)
}

pub(crate) fn all() -> Vec<SampleStory> {
    vec![
        SampleStory {
            section: 1,
            age: 3,
            banner: true,
            headline: "Cửa khẩu Bắc Luân II kéo dài giờ thông quan dịp cuối năm",
            standfirst: "Từ đầu tháng tới, thời gian làm thủ tục tại cầu Bắc Luân II được kéo dài thêm hai giờ mỗi ngày, giúp hàng nông sản không phải chờ qua đêm ở bãi.",
            pictures: vec![dusk_bridge(), town_at_night()],
            body: &[
                Block::Text(
                    "Theo thông báo gửi các doanh nghiệp xuất nhập khẩu, thời gian làm thủ tục tại cầu Bắc Luân II sẽ bắt đầu từ 7 giờ và kết thúc lúc 21 giờ hằng ngày, kể cả thứ Bảy và Chủ nhật. Trước đó, các luồng xe hàng chỉ được giải quyết đến 19 giờ.",
                ),
                Block::Text(
                    "Cuối năm là mùa cao điểm của trái cây và thủy sản. Những ngày đông nhất, lượng xe qua cầu tăng gần gấp đôi so với ngày thường, trong khi bãi chờ phía trong chỉ nhận được một số xe nhất định.",
                ),
                Block::Subhead("Phân luồng từ xa"),
                Block::Text(
                    "Xe chở hàng tươi sống được ưu tiên vào làn riêng. Lái xe khai báo trước trên hệ thống, nhận giờ hẹn và chỉ đến cổng trước giờ hẹn 30 phút, nhờ đó đoạn đường dẫn lên cầu không còn ùn ứ.",
                ),
                Block::List(&[
                    "Làn 1 và làn 2: hàng nông sản, thủy sản tươi sống.",
                    "Làn 3: hàng khô, hàng tiêu dùng.",
                    "Làn 4: xe không hàng quay đầu.",
                ]),
                Block::Picture,
                Block::Quote(
                    "Thêm hai giờ mỗi ngày nghĩa là xe sầu riêng đến buổi chiều vẫn kịp sang trong ngày, không mất thêm một đêm chạy máy lạnh.",
                    "Một chủ hàng tại bãi Km3+4",
                ),
                Block::Text(
                    "Lịch làm việc mới được áp dụng đến hết mùa cao điểm, sau đó các bên sẽ đánh giá để quyết định có duy trì lâu dài hay không.",
                ),
            ],
        },
        SampleStory {
            section: 0,
            age: 8,
            banner: false,
            headline: "Nâng cấp tuyến đường dạo ven sông Ka Long",
            standfirst: "Tuyến đường dạo dài 2,4 km sẽ có thêm làn xe đạp, ghế nghỉ và ba điểm ngắm sông, dự kiến hoàn thành trước mùa du lịch hè.",
            pictures: vec![river_morning()],
            body: &[
                Block::Text(
                    "Sáng nay, đơn vị thi công bắt đầu tháo dỡ vỉa hè cũ trên đoạn đầu của tuyến đường ven sông Ka Long. Toàn tuyến dài 2,4 km, được chia thành ba đoạn để người dân vẫn có chỗ đi bộ, tập thể dục trong thời gian làm đường.",
                ),
                Block::Subhead("Giữ lại hàng cây"),
                Block::Text(
                    "Hàng cây cũ dọc bờ sông được giữ nguyên. Mặt đường dạo lát đá nhám chống trơn, có lối lên xuống cho xe lăn ở cả ba đoạn và hệ thống chiếu sáng tiết kiệm điện.",
                ),
                Block::Text(
                    "Trong giờ thi công, xe máy và ô tô được hướng dẫn đi theo các tuyến phố song song. Biển báo tạm đã được đặt từ cuối tuần trước.",
                ),
            ],
        },
        SampleStory {
            section: 2,
            age: 21,
            banner: false,
            headline: "Lễ hội đình Trà Cổ giữ nếp rước thần bên bờ biển",
            standfirst: "Người dân Trà Cổ dọn đường, dựng cờ, chuẩn bị cho những ngày hội làng đã có từ nhiều đời, nơi kiệu thần được rước dọc bãi cát dài.",
            pictures: vec![sea_sunrise()],
            body: &[
                Block::Text(
                    "Từ sáng sớm, các gia đình trong làng đã quét dọn ngõ xóm, treo cờ hội trước cửa. Ở sân đình, những người cao tuổi hướng dẫn lớp trẻ cách sửa soạn kiệu, xếp lễ vật và đánh trống.",
                ),
                Block::Text(
                    "Điều làm nên nét riêng của hội làng là đám rước đi sát mép nước, khi thủy triều vừa rút. Cờ, lọng in bóng xuống mặt cát ướt, tiếng trống vọng ra biển.",
                ),
                Block::Quote(
                    "Con cháu đi làm ăn xa đến mấy, ngày hội cũng cố về khiêng kiệu.",
                    "Một người cao tuổi ở Trà Cổ",
                ),
                Block::Text(
                    "Năm nay, ban tổ chức bố trí bãi gửi xe miễn phí ở hai đầu đường biển và nhắc du khách không mang đồ nhựa dùng một lần vào khu vực lễ.",
                ),
            ],
        },
        SampleStory {
            section: 3,
            age: 26,
            banner: false,
            headline: "Trung tâm Hành chính công thêm quầy hỗ trợ người cao tuổi",
            standfirst: "Quầy mới có người giúp kê khai, đọc to từng mục và đặt lịch hẹn, để người lớn tuổi không phải đi lại nhiều lần.",
            pictures: vec![],
            body: &[
                Block::Text(
                    "Quầy hỗ trợ đặt ngay cạnh cửa vào, có ghế tựa và màn hình chữ lớn. Nhân viên trực giúp người dân kê khai hồ sơ trực tuyến, đọc lại từng mục trước khi gửi và in giấy hẹn khổ chữ to.",
                ),
                Block::Text(
                    "Trong tuần đầu, quầy đã tiếp 128 lượt người, phần lớn làm thủ tục về cư trú, đất đai và trợ cấp xã hội.",
                ),
                Block::Subhead("Hẹn giờ qua điện thoại"),
                Block::Text(
                    "Người dân có thể gọi điện để đặt giờ đến. Nếu hồ sơ còn thiếu giấy tờ, nhân viên báo ngay trong cuộc gọi để người dân chuẩn bị trước.",
                ),
            ],
        },
        SampleStory {
            section: 0,
            age: 30,
            banner: false,
            headline: "Ra quân làm sạch bãi biển Trà Cổ - Bình Ngọc",
            standfirst: "Hơn 400 người gồm đoàn viên, bộ đội biên phòng và các hộ kinh doanh cùng thu gom rác trên đoạn bờ biển dài 6 km.",
            pictures: vec![boats_at_noon()],
            body: &[
                Block::Text(
                    "Sau một buổi sáng, các nhóm đã thu được gần 5 tấn rác, chủ yếu là lưới cũ, phao xốp và chai nhựa trôi dạt. Rác được phân loại ngay tại bãi, phần tái chế được chuyển cho cơ sở thu mua.",
                ),
                Block::Text(
                    "Các hộ kinh doanh dọc bãi biển ký cam kết không dùng hộp xốp, mỗi hộ nhận chăm sóc đoạn bãi trước cửa hàng mình.",
                ),
            ],
        },
        SampleStory {
            section: 1,
            age: 47,
            banner: false,
            headline: "Hội chợ thương mại biên giới mở cửa hơn 300 gian hàng",
            standfirst: "Hàng Việt Nam chiếm hai phần ba số gian, nhiều nhất là nông sản chế biến, đồ gỗ và hàng thủ công.",
            pictures: vec![town_at_dusk()],
            body: &[
                Block::Text(
                    "Hội chợ kéo dài sáu ngày, mở cửa từ 9 giờ đến 22 giờ. Bên cạnh khu mua sắm là khu kết nối, nơi doanh nghiệp hai bên gặp nhau theo lịch hẹn trước.",
                ),
                Block::Text("Ban tổ chức bố trí xe buýt miễn phí từ trung tâm đến khu hội chợ, 20 phút một chuyến."),
            ],
        },
        SampleStory {
            section: 2,
            age: 52,
            banner: false,
            headline: "Đưa sách về trường học vùng biên",
            standfirst: "Xe thư viện lưu động mỗi tháng ghé mười điểm trường, mang theo gần 2.000 đầu sách cho học sinh mượn.",
            pictures: vec![hills()],
            body: &[
                Block::Text(
                    "Chiếc xe đến trường vào giờ ra chơi. Học sinh xếp hàng chọn sách, ghi tên vào sổ rồi ngồi đọc ngay dưới gốc cây trong sân. Sách được mượn một tháng, đến chuyến sau mới trả.",
                ),
                Block::Text(
                    "Những cuốn được mượn nhiều nhất là truyện tranh lịch sử, sách khoa học và truyện về biển đảo.",
                ),
            ],
        },
        SampleStory {
            section: 3,
            age: 73,
            banner: false,
            headline: "Lấy ý kiến người dân về quy hoạch cây xanh đô thị",
            standfirst: "Bản đồ cây xanh dự kiến được trưng bày tại các nhà văn hóa khu phố trong 30 ngày; ai cũng có thể góp ý.",
            pictures: vec![],
            body: &[
                Block::Text(
                    "Theo bản dự thảo, mỗi khu phố có ít nhất một vườn nhỏ trong bán kính đi bộ 10 phút. Các tuyến phố mới trồng loại cây bóng mát, rễ sâu, chịu được gió bão.",
                ),
                Block::List(&[
                    "Xem bản đồ tại nhà văn hóa khu phố hoặc trên cổng thông tin.",
                    "Gửi góp ý bằng phiếu giấy hoặc thư điện tử.",
                    "Kết quả tiếp thu được công bố sau khi hết hạn lấy ý kiến.",
                ]),
            ],
        },
    ]
}

fn dusk_bridge() -> Sample {
    Sample {
        file: "cau-bac-luan-chieu-toi.jpg",
        caption: "Cầu qua sông biên giới lúc chiều tối.",
        alt_text: "Tranh minh họa: cây cầu nhiều nhịp bắc qua sông, mặt trời lặn sau dãy núi",
        scene: Scene {
            sky: [[34, 58, 104], [244, 164, 98]],
            sun: ([255, 226, 170], 64, 46),
            hills: &[([112, 92, 122], 16, 1.0), ([72, 68, 104], 9, 1.6)],
            water: Some(([92, 104, 140], 66)),
            front: Front::Bridge([38, 44, 70]),
        },
    }
}

fn town_at_night() -> Sample {
    Sample {
        file: "pho-cua-khau-ve-dem.jpg",
        caption: "Khu phố gần cửa khẩu sáng đèn đến khuya.",
        alt_text: "Tranh minh họa: dãy nhà phố sáng đèn bên sông ban đêm",
        scene: Scene {
            sky: [[10, 20, 46], [52, 70, 118]],
            sun: ([236, 238, 246], 80, 20),
            hills: &[([30, 40, 74], 14, 1.3)],
            water: Some(([26, 38, 72], 78)),
            front: Front::Houses([22, 30, 56], [250, 206, 122]),
        },
    }
}

fn river_morning() -> Sample {
    Sample {
        file: "song-ka-long-buoi-sang.jpg",
        caption: "Sông Ka Long buổi sáng, nhìn từ đường dạo.",
        alt_text: "Tranh minh họa: dòng sông buổi sáng với những lớp đồi xanh phía xa",
        scene: Scene {
            sky: [[126, 184, 220], [238, 240, 224]],
            sun: ([255, 248, 214], 26, 34),
            hills: &[([150, 184, 184], 17, 0.8), ([96, 148, 140], 12, 1.4), ([58, 112, 98], 7, 2.1)],
            water: Some(([120, 172, 186], 62)),
            front: Front::Nothing,
        },
    }
}

fn sea_sunrise() -> Sample {
    Sample {
        file: "bien-tra-co-binh-minh.jpg",
        caption: "Bình minh trên biển Trà Cổ.",
        alt_text: "Tranh minh họa: mặt trời mọc trên biển, ba chiếc thuyền buồm",
        scene: Scene {
            sky: [[72, 108, 160], [252, 206, 158]],
            sun: ([255, 238, 196], 42, 44),
            hills: &[],
            water: Some(([150, 152, 168], 54)),
            front: Front::Boats([60, 44, 52]),
        },
    }
}

fn boats_at_noon() -> Sample {
    Sample {
        file: "bai-bien-binh-ngoc.jpg",
        caption: "Vùng biển Bình Ngọc ngày nắng.",
        alt_text: "Tranh minh họa: biển xanh, thuyền buồm và dải đồi thấp phía xa",
        scene: Scene {
            sky: [[58, 140, 204], [206, 232, 242]],
            sun: ([255, 252, 232], 78, 16),
            hills: &[([110, 160, 150], 8, 1.1)],
            water: Some(([48, 138, 168], 50)),
            front: Front::Boats([92, 48, 36]),
        },
    }
}

fn town_at_dusk() -> Sample {
    Sample {
        file: "hoi-cho-bien-gioi.jpg",
        caption: "Khu trung tâm vào giờ hội chợ lên đèn.",
        alt_text: "Tranh minh họa: dãy nhà phố lên đèn lúc hoàng hôn",
        scene: Scene {
            sky: [[64, 52, 98], [236, 138, 108]],
            sun: ([255, 214, 160], 18, 52),
            hills: &[([116, 78, 108], 30, 1.2)],
            water: None,
            front: Front::Houses([48, 40, 70], [255, 214, 138]),
        },
    }
}

fn hills() -> Sample {
    Sample {
        file: "duong-len-vung-bien.jpg",
        caption: "Đồi núi vùng biên trong sương sớm.",
        alt_text: "Tranh minh họa: nhiều lớp đồi núi trong sương sớm",
        scene: Scene {
            sky: [[168, 200, 214], [244, 236, 216]],
            sun: ([255, 244, 206], 70, 26),
            hills: &[
                ([176, 196, 194], 62, 0.7),
                ([134, 170, 160], 46, 1.1),
                ([92, 138, 120], 32, 1.5),
                ([54, 100, 82], 18, 2.0),
            ],
            water: None,
            front: Front::Nothing,
        },
    }
}
