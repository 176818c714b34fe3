//! The readers' search.

use axum::body::Body;
use axum::http::Response;
use maud::html;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::SiteError;
use crate::pages::cards::{card, pager};
use crate::pages::layout::{self, Head};
use crate::pages::stories::ListedStory;
use crate::pages::{Visit, reply};
use crate::search::{self, Found};

const PER_PAGE: usize = 12;
/// Longest query, in characters.
const LONGEST: usize = 200;

pub(crate) fn page(visit: &Visit<'_>) -> Result<Response<Body>, SiteError> {
    let query: String = visit.asked("q").unwrap_or("").trim().chars().take(LONGEST).collect();
    let number = visit.page();
    let Found { posts, total, more } = search::find(visit.db, &query, (number - 1) * PER_PAGE, PER_PAGE)?;
    let stories: Vec<ListedStory> =
        posts.into_iter().map(|post| ListedStory::of(visit.db, post)).collect::<Result<_, rusqlite::Error>>()?;
    let escaped = utf8_percent_encode(&query, NON_ALPHANUMERIC);
    let main = html! {
        div.wrap {
            header.page-title {
                h1 { "Tìm kiếm" }
                form.search.search-big role="search" action={ (visit.base) "/tim-kiem/" } method="get" aria-label="Tìm trong trang" {
                    label.hidden for="tim-lon" { "Từ cần tìm" }
                    input #tim-lon type="search" name="q" value=(query) autocomplete="off";
                    button type="submit" { "Tìm" }
                }
                @if !query.is_empty() {
                    p role="status" {
                        @if total == 0 {
                            "Không có tin bài nào có “" (query) "”. Hãy thử ít từ hơn, hoặc gõ không dấu."
                        } @else if more {
                            "Có hơn " (copydesk::count_vi(total as i64)) " tin bài có “" (query) "”; đây là những tin bài mới nhất. Thêm từ để tìm được bài cũ hơn."
                        } @else {
                            "Có " (copydesk::count_vi(total as i64)) " tin bài có “" (query) "”."
                        }
                    }
                }
            }
            div.list { @for story in &stories { (card(visit, story, 2)) } }
            (pager(visit, &format!("/tim-kiem/?q={escaped}&trang="), number, total.div_ceil(PER_PAGE)))
        }
    };
    let title = if query.is_empty() { "Tìm kiếm".to_owned() } else { format!("Tìm “{query}”") };
    let head = Head { title, search: query, hidden: true, ..Head::default() };
    Ok(reply::page(200, layout::page(visit, &head, &main)?))
}
