//! Stories of a city paper, as many as one likes, no two alike.

use fastrand::Rng;

/// Sections of the ready newsroom, as both sites address them: the same four on each.
pub(crate) const SECTIONS: usize = 4;
/// Tags in use.
pub(crate) const TAGS: usize = 30;
/// Minutes between two stories.
const APART: i64 = 40;

/// A published story.
pub(crate) struct Story {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) excerpt: String,
    pub(crate) content: String,
    pub(crate) slug: String,
    /// Which of the sections.
    pub(crate) section: usize,
    /// Which of the tags.
    pub(crate) tag: usize,
    /// Seconds since 1970 UTC.
    pub(crate) published: i64,
}

/// The words that stories are made of; those in front come far more often, as in any language.
const WORDS: &str = "và của các trong cho thành phố được người có tại với đến công tác đã những khu vực tỉnh dân \
    năm trên xã phường hội nghị phát triển kinh tế cửa khẩu hàng hóa xuất nhập chính quyền địa phương biên giới doanh \
    nghiệp thương mại du lịch văn hóa lễ đường giao thông trường học sinh giáo viên y bệnh viện nước sạch môi rừng biển \
    đảo tàu thuyền cảng cầu bãi chợ nông sản thủy tôm cá lúa vườn đồng mùa vụ thu hoạch giá thị trường vốn ngân sách dự \
    án khởi hoàn thiện nghiệm bàn giao tiến độ chất lượng kiểm tra giám sát an toàn trật tự quân sự công nhiệm kỳ đại \
    biểu cử tri ý kiến kiến nghị giải quyết thủ tục hành một cửa điện tử chuyển đổi số dữ liệu hồ sơ đất đai quy hoạch \
    xây dựng nhà ở tái định cư bồi thường mặt bằng hỗ trợ nghèo bảo hiểm xã việc làm đào tạo nghề thanh niên phụ nữ cựu \
    chiến binh mặt trận tổ quốc đoàn kết quyên góp từ thiện bão lũ mưa nắng gió rét sạt lở cứu nạn phòng cháy chữa";

/// The `number`th story: always the same one. A story dated `newest` at the latest, when `count` stories are there.
pub(crate) fn story(number: usize) -> Story {
    let mut rng = Rng::with_seed(number as u64);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let title = format!("{} {number}", capital(&sentence(&mut rng, &words, 9)));
    let excerpt = format!("{}.", capital(&sentence(&mut rng, &words, 30)));
    let paragraphs = rng.usize(5..12);
    let content: Vec<String> = (0..paragraphs)
        .map(|_| {
            let sentences: Vec<String> = (0..rng.usize(2..5))
                .map(|_| {
                    let length = rng.usize(10..24);
                    capital(&sentence(&mut rng, &words, length))
                })
                .collect();
            format!("<!-- wp:paragraph -->\n<p>{}.</p>\n<!-- /wp:paragraph -->", sentences.join(". "))
        })
        .collect();
    // From the year 2015 on.
    let published = 1_420_070_400 + number as i64 * APART * 60;
    Story {
        number,
        title,
        excerpt,
        content: content.join("\n\n"),
        slug: format!("tin-trong-ngay-{number}"),
        section: rng.usize(..SECTIONS),
        tag: rng.usize(..TAGS),
        published,
    }
}

/// The name of a tag.
pub(crate) fn tag(number: usize) -> String {
    format!("Chủ đề {}", number + 1)
}

fn sentence(rng: &mut Rng, words: &[&str], length: usize) -> String {
    let mut picked = Vec::with_capacity(length);
    for _ in 0..length {
        // The product of two even numbers prefers small ones.
        let place = (rng.f64() * rng.f64() * words.len() as f64) as usize;
        picked.push(words[place.min(words.len() - 1)]);
    }
    picked.join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
