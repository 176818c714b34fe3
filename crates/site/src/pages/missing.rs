//! 404: what there is instead.

use axum::body::Body;
use axum::http::Response;
use maud::html;

use crate::SiteError;
use crate::pages::cards::row;
use crate::pages::layout::{self, Head};
use crate::pages::stories::newest;
use crate::pages::{Visit, reply};

pub(crate) fn page(visit: &Visit<'_>) -> Result<Response<Body>, SiteError> {
    let stories = newest(visit.db, 6)?;
    let main = html! {
        div.wrap {
            header.page-title {
                h1 { "Không tìm thấy trang" }
                p { "Trang bạn tìm không có ở địa chỉ này, hoặc đã được gỡ xuống. Bạn có thể tìm bằng ô tìm kiếm ở đầu trang, hoặc về "
                    a href={ (visit.base) "/" } { "trang chủ" } "." }
            }
            @if !stories.is_empty() {
                section.block aria-labelledby="tin-moi" {
                    h2 #tin-moi { "Tin mới" }
                    div.related-grid { @for story in &stories { (row(visit, story)) } }
                }
            }
        }
    };
    let head = Head { title: "Không tìm thấy trang".to_owned(), hidden: true, ..Head::default() };
    Ok(reply::page(404, layout::page(visit, &head, &main)?))
}
