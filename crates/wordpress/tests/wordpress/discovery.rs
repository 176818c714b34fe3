//! Finding the API from what people type.

use crate::fake::{Answer, Fake, answer, answer_with};
use newsroom::transmission::Trouble;
use wordpress::{ConnectionOptions, Discovery, Error, discover};

const ROOT: &str = r#"{"name":"M&oacute;ng C&aacute;i &#8211; C&#225;c &amp; tin","url":"https://mongcai.gov.vn",
    "home":"https://mongcai.gov.vn","gmt_offset":7,"timezone_string":"Asia/Ho_Chi_Minh",
    "namespaces":["oembed/1.0","wp/v2"],
    "authentication":{"application-passwords":{"endpoints":{"authorization":"https://mongcai.gov.vn/a"}}}}"#;

fn found(address: &str, answers: Vec<Answer>) -> (Result<Discovery, Error>, Vec<String>) {
    let fake = Fake::answering(answers);
    let result = discover(&fake, address, &ConnectionOptions::default());
    for request in fake.asked() {
        assert_eq!(request.header("authorization"), None, "nobody is told a password before the site is known");
    }
    let urls = fake.asked().iter().map(|r| r.url.to_string()).collect();
    (result, urls)
}

fn linking(to: &str) -> Answer {
    answer_with(200, &[("Link", &format!("<{to}>; rel=\"https://api.w.org/\""))], "<!doctype html>")
}

#[test]
fn a_bare_name_leads_to_the_api_that_the_header_names() {
    let (result, urls) = found(" mongcai.gov.vn ", vec![linking("https://mongcai.gov.vn/wp-json/"), answer(200, ROOT)]);
    let site = result.unwrap();
    assert_eq!(urls[0], "https://mongcai.gov.vn/", "https unless told otherwise");
    assert!(urls[1].starts_with("https://mongcai.gov.vn/wp-json/?_fields=name%2C"), "{}", urls[1]);
    assert_eq!(site.name, "Móng Cái – Các & tin", "entities are letters");
    assert_eq!((site.address.as_str(), site.home.as_str()), ("https://mongcai.gov.vn", "https://mongcai.gov.vn"));
    assert_eq!((site.led_from.as_deref(), site.calls_itself()), (None, None));
    assert_eq!(site.timezone.as_deref(), Some("Asia/Ho_Chi_Minh"));
    assert!(site.application_passwords);
}

#[test]
fn a_site_in_a_subfolder_is_found_through_its_redirects() {
    let (result, urls) = found(
        "quangninh.vn/bao/dien-tu",
        vec![
            answer_with(301, &[("Location", "https://www.quangninh.vn/bao/dien-tu")], ""),
            answer_with(301, &[("location", "/bao/dien-tu/")], ""),
            answer_with(
                200,
                &[("LINK", "</css>; rel=preload, </bao/dien-tu/wp-json/>; rel=\"alternate https://api.w.org/\"; x=y")],
                "",
            ),
            answer(200, ROOT),
        ],
    );
    let site = result.unwrap();
    assert_eq!(site.api.as_str(), "https://www.quangninh.vn/bao/dien-tu/wp-json/");
    assert_eq!(site.address, "https://www.quangninh.vn/bao/dien-tu", "where it answers");
    assert_eq!(site.led_from.as_deref(), Some("https://quangninh.vn/bao/dien-tu"), "another host is told");
    assert_eq!(site.calls_itself(), Some("https://mongcai.gov.vn"), "and that it calls itself otherwise");
    assert_eq!(urls[2], "https://www.quangninh.vn/bao/dien-tu/");
}

#[test]
fn plain_permalinks_keep_the_route_an_argument() {
    let page = "<html><head><link rel='stylesheet' href='/a'><link rel=\"https://api.w.org/\" \
                href='https://x.vn/index.php?rest_route=/&amp;lang=vi' /></head>";
    let (result, urls) = found("https://x.vn/", vec![answer(200, page), answer(200, ROOT)]);
    assert_eq!(result.unwrap().api.as_str(), "https://x.vn/index.php?rest_route=/&lang=vi", "from the page's own link");
    assert!(urls[1].contains("rest_route=%2F&lang=vi&_fields="), "arguments join with &: {}", urls[1]);
}

#[test]
fn a_site_that_hides_its_api_is_found_all_the_same() {
    let (result, urls) = found("https://x.vn/bao/", vec![answer(200, "<p>Trang chủ"), answer(200, ROOT)]);
    assert_eq!(result.unwrap().api.as_str(), "https://x.vn/bao/?rest_route=/");
    assert_eq!(urls.len(), 2);
}

#[test]
fn the_address_of_the_api_itself_will_do() {
    let (result, urls) = found("https://x.vn/wp-json/", vec![answer(200, ROOT)]);
    assert_eq!(result.unwrap().api.as_str(), "https://x.vn/wp-json/");
    assert_eq!(urls.len(), 1);
}

#[test]
fn a_proxy_that_ends_tls_does_not_open_the_way() {
    let (result, _) = found("https://x.vn", vec![linking("http://x.vn/wp-json/"), answer(200, ROOT)]);
    assert_eq!(result.unwrap().api.as_str(), "https://x.vn/wp-json/", "the same host stays on https");
}

#[test]
fn passwords_never_go_over_an_open_way() {
    let (result, urls) = found("http://mongcai.gov.vn", vec![]);
    assert!(matches!(result, Err(Error::Address(_))), "plain http: {result:?}");
    assert!(urls.is_empty(), "not even asked");
    let (result, urls) = found("x.vn", vec![answer_with(302, &[("Location", "http://x.vn/")], "")]);
    assert!(matches!(result, Err(Error::Address(_))), "a redirect to plain http: {result:?}");
    assert_eq!(urls.len(), 1);
    let (result, urls) = found("x.vn", vec![linking("http://other.vn/wp-json/"), answer(200, "<p>")]);
    assert!(matches!(result, Err(Error::NotWordPress(_))), "an API over plain http: {result:?}");
    assert!(urls.iter().all(|u| u.starts_with("https://x.vn/")), "{urls:?}");
}

#[test]
fn plain_http_is_for_those_who_allow_it() {
    let open = ConnectionOptions { plain_http: true, ..ConnectionOptions::default() };
    let fake = Fake::answering([
        answer_with(302, &[("Location", "http://www.x.vn/")], ""),
        linking("http://www.x.vn/wp-json/"),
        answer_with(200, &[("Date", "Mon, 23 Nov 2026 15:00:00 GMT")], ROOT),
    ]);
    let site = discover(&fake, "http://x.vn", &open).unwrap();
    assert_eq!(site.api.as_str(), "http://www.x.vn/wp-json/");
    assert_eq!(site.server_time, Some("2026-11-23T15:00:00Z".parse().unwrap()), "the site's clock");
    assert!(fake.asked().iter().all(|r| r.options == open), "all with the same options");
}

#[test]
fn this_machine_is_reached_by_plain_http() {
    let api = "http://127.0.0.1:8080/wp-json/";
    let (result, urls) = found("127.0.0.1:8080", vec![linking(api), answer(200, ROOT)]);
    assert_eq!(result.unwrap().api.as_str(), api);
    assert_eq!(urls[0], "http://127.0.0.1:8080/");
}

#[test]
fn a_site_is_known_by_where_it_answers_and_not_by_what_it_says() {
    let saying = |home: &str| ROOT.replace(r#""home":"https://mongcai.gov.vn""#, &format!(r#""home":"{home}""#));
    for (typed, api, address, led_from) in [
        ("https://x.vn/tin/bai", "https://x.vn/wp-json/", "https://x.vn", None),
        ("http://127.0.0.1:81/bao", "http://127.0.0.1:81/bao/wp-json", "http://127.0.0.1:81/bao", None),
        ("x.vn", "https://x.vn/index.php?rest_route=/", "https://x.vn", None),
        ("x.vn/bao/", "https://x.vn/api/v1/", "https://x.vn/bao", None),
        ("x.vn", "https://evil.vn/wp-json/", "https://evil.vn", Some("https://x.vn")),
        ("x.vn/bao", "https://evil.vn/api/", "https://evil.vn", Some("https://x.vn/bao")),
        ("x.vn", "https://x.vn:8443/wp-json/", "https://x.vn:8443", Some("https://x.vn")),
    ] {
        for home in ["https://mongcai.gov.vn", "file:///", "javascript:alert(1)", "smb://x", "https:", ""] {
            let (result, _) = found(typed, vec![linking(api), answer(200, &saying(home))]);
            let site = result.unwrap();
            assert_eq!(
                (site.address.as_str(), site.led_from.as_deref()),
                (address, led_from),
                "{typed}, {api}, {home}"
            );
            assert_eq!(site.calls_itself().is_some(), !home.is_empty(), "{home} is told");
        }
    }
    let (result, _) =
        found("https://x.vn", vec![linking("https://x.vn/wp-json/"), answer(200, &saying("http://X.vn/"))]);
    assert_eq!(result.unwrap().calls_itself(), None, "behind a proxy that ends TLS");
    let fake = Fake::answering([
        answer_with(301, &[("Location", "https://x.vn/")], ""),
        linking("https://x.vn/wp-json/"),
        answer(200, &saying("https://x.vn")),
    ]);
    let open = ConnectionOptions { plain_http: true, ..ConnectionOptions::default() };
    let site = discover(&fake, "http://x.vn", &open).unwrap();
    assert_eq!(site.led_from, None, "the step to https is none to another place");
}

#[test]
fn what_is_no_address_is_said_to_be_none() {
    for typed in ["", "   ", "ftp://x.vn", "https://", "file:///etc/passwd", "https://a:b@x.vn", "a b c"] {
        let (result, urls) = found(typed, vec![]);
        assert!(matches!(result, Err(Error::Address(_))), "{typed:?} gave {result:?}");
        assert!(urls.is_empty());
    }
}

#[test]
fn other_sites_and_captive_portals_are_not_wordpress() {
    let circle = || answer_with(302, &[("Location", "/a")], "");
    for (case, answers) in [
        ("another site", vec![answer(200, "<h1>Xin chào"), answer(200, "<h1>Xin chào")]),
        ("JSON that is no API", vec![answer(200, r#"{"a":1}"#), answer(200, r#"{"namespaces":["x/v1"]}"#)]),
        ("a captive portal after the link", vec![linking("https://x.vn/wp-json/"), answer(200, "<h1>Đăng nhập Wi-Fi")]),
        ("circles", (0..9).map(|_| circle()).collect()),
        ("a redirect to nowhere", vec![answer(302, "")]),
        ("404", vec![answer(404, "<h1>Không thấy"), answer(404, "<h1>Không thấy")]),
    ] {
        let (result, _) = found("x.vn", answers);
        let error = result.expect_err(case);
        assert_eq!(error.trouble(), Trouble::NotWordPress, "{case}: {error}");
    }
    let (result, _) = found("x.vn", vec![linking("https://x.vn/wp-json/"), answer(503, "<h1>Bảo trì")]);
    assert_eq!(result.unwrap_err().trouble(), Trouble::Maintenance, "a named API that is down is down, not missing");
    let (result, _) = found("x.vn", vec![answer(500, "<h1>"), answer(500, "<h1>")]);
    assert_eq!(result.unwrap_err().trouble(), Trouble::Server);
}

#[test]
fn switched_off_application_passwords_show() {
    let off =
        ROOT.replace(r#"{"application-passwords":{"endpoints":{"authorization":"https://mongcai.gov.vn/a"}}}"#, "[]");
    let off = off.replace("\"Asia/Ho_Chi_Minh\"", "\"\"").replace(":7,", ":5.5,");
    let (result, _) = found("x.vn", vec![linking("https://x.vn/wp-json/"), answer(200, &off)]);
    let site = result.unwrap();
    assert!(!site.application_passwords, "an empty list means none");
    assert_eq!(site.timezone.as_deref(), Some("+05:30"), "a zone without a name");
}

#[test]
fn a_site_whose_interface_is_closed_to_visitors_is_found_and_told_by_the_account() {
    let closed = r#"{"code":"rest_login_required","message":"m","data":{"status":401}}"#;
    let link = || linking("https://x.vn/wp-json/");
    for status in [401, 403] {
        let (result, _) = found("x.vn", vec![link(), answer(status, closed)]);
        let site = result.unwrap();
        assert_eq!((site.name.as_str(), site.closed, site.application_passwords), ("x.vn", true, true), "{status}");
        let fake = Fake::answering([answer(200, ROOT)]);
        let site = site.opened(&fake.client()).unwrap();
        assert_eq!((site.name.as_str(), site.closed), ("Móng Cái – Các & tin", false));
        assert!(fake.asked()[0].header("Authorization").is_some());
    }
    let (result, _) = found("x.vn", vec![link(), answer(403, "<h1>Forbidden")]);
    assert!(result.is_err(), "a page of a firewall is no closed interface");
}

#[test]
fn addresses_that_people_copy_while_they_work_lead_to_the_site() {
    for typed in ["x.vn/wp-admin/", "https://x.vn/wp-login.php?redirect_to=%2Fwp-admin", "x.vn/xmlrpc.php"] {
        let (result, urls) = found(typed, vec![linking("https://x.vn/wp-json/"), answer(200, ROOT)]);
        assert_eq!(result.unwrap().api.as_str(), "https://x.vn/wp-json/", "{typed}");
        assert_eq!(urls[0], "https://x.vn/", "{typed}");
    }
    let to_login = answer_with(302, &[("Location", "https://x.vn/wp-login.php?redirect_to=x")], "");
    let (result, urls) = found("x.vn", vec![to_login, answer(200, "<p>Đăng nhập"), answer(200, ROOT)]);
    assert_eq!(result.unwrap().api.as_str(), "https://x.vn/?rest_route=/", "{urls:?}");
}
