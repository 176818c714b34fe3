//! Addresses of a site and of its API.

use crate::transport::ConnectionOptions;
use url::{Host, Url};

/// True for addresses of this very machine, where plain http is safe (RFC 6761 §6.3 for names under
/// `localhost`).
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback()),
        None => false,
    }
}

/// True if nobody on the way can read what travels to it: https, or this very machine.
#[must_use]
pub fn is_private_connection(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

/// True if passwords may travel to it: nobody can read them, or the options allow plain http.
pub(crate) fn is_allowed(url: &Url, options: &ConnectionOptions) -> bool {
    is_private_connection(url) || (options.plain_http && url.scheme() == "http")
}

/// True if both are of one site, with or without `www.`.
pub(crate) fn same_site(a: &Url, b: &Url) -> bool {
    let name = |url: &Url| {
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
    };
    name(a) == name(b)
}

/// The front page of the site that this is an address of, as people copy it while they work there: what belongs to WordPress
/// itself (`/wp-admin/…`, `/wp-login.php`, `/xmlrpc.php`) lies below it. The API's own address is left as it is.
pub(crate) fn front_of(url: &Url) -> Url {
    let inner = |part: &str| (part.starts_with("wp-") && part != "wp-json") || part == "xmlrpc.php";
    let parts: Vec<&str> = url.path().split('/').collect();
    let Some(place) = parts.iter().position(|part| inner(&part.to_ascii_lowercase())) else { return url.clone() };
    let mut front = url.clone();
    front.set_path(&format!("{}/", parts[..place].join("/")));
    front.set_query(None);
    front
}

/// The address of a route of the API with these arguments. A site with plain permalinks has its API's root at
/// `?rest_route=/`, where the route itself is an argument and the others follow it.
pub(crate) fn route(api: &Url, path: &str, arguments: &[(&str, &str)]) -> Url {
    let mut url = api.clone();
    url.set_fragment(None);
    let kept: Vec<(String, String)> = api.query_pairs().into_owned().collect();
    let plain = kept.iter().any(|(name, _)| name == "rest_route");
    if !plain {
        url.set_path(&format!("{}{path}", api.path().trim_end_matches('/')));
    }
    url.set_query(None);
    if !kept.is_empty() || !arguments.is_empty() {
        let mut pairs = url.query_pairs_mut();
        for (name, value) in &kept {
            match name.as_str() {
                "rest_route" => pairs.append_pair(name, &format!("{}{path}", value.trim_end_matches('/'))),
                _ => pairs.append_pair(name, value),
            };
        }
        pairs.extend_pairs(arguments);
    }
    url
}

#[cfg(test)]
mod tests {
    use crate::{
        address::{front_of, is_allowed, is_loopback, is_private_connection, route, same_site},
        transport::ConnectionOptions,
    };
    use url::Url;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn arguments_join_whatever_the_root_looks_like() {
        let args = [("search", "R&D học"), ("per_page", "1")];
        for (api, expected) in [
            ("https://a.vn/wp-json/", "https://a.vn/wp-json/wp/v2/posts?search=R%26D+h%E1%BB%8Dc&per_page=1"),
            ("https://a.vn/bao/wp-json", "https://a.vn/bao/wp-json/wp/v2/posts?search=R%26D+h%E1%BB%8Dc&per_page=1"),
            (
                "https://a.vn/index.php?rest_route=/",
                "https://a.vn/index.php?rest_route=%2Fwp%2Fv2%2Fposts&search=R%26D+h%E1%BB%8Dc&per_page=1",
            ),
            (
                "https://a.vn/?lang=vi&rest_route=/",
                "https://a.vn/?lang=vi&rest_route=%2Fwp%2Fv2%2Fposts&search=R%26D+h%E1%BB%8Dc&per_page=1",
            ),
        ] {
            assert_eq!(route(&url(api), "/wp/v2/posts", &args).as_str(), expected, "root {api}");
        }
        assert_eq!(route(&url("https://a.vn/wp-json/"), "/x", &[]).as_str(), "https://a.vn/wp-json/x", "no bare ?");
    }

    #[test]
    fn what_belongs_to_wordpress_lies_below_the_front_page() {
        for (typed, front) in [
            ("https://a.vn/wp-admin/", "https://a.vn/"),
            ("https://a.vn/wp-admin/post.php?post=3&action=edit", "https://a.vn/"),
            ("https://a.vn/bao/wp-login.php?redirect_to=x", "https://a.vn/bao/"),
            ("https://a.vn/XMLRPC.php", "https://a.vn/"),
            ("https://a.vn/wp/wp-admin", "https://a.vn/wp/"),
            ("https://a.vn/wp-json/", "https://a.vn/wp-json/"),
            ("https://a.vn/?rest_route=/", "https://a.vn/?rest_route=/"),
            ("https://a.vn/tin/wp", "https://a.vn/tin/wp"),
        ] {
            assert_eq!(front_of(&url(typed)).as_str(), front, "{typed}");
        }
    }

    #[test]
    fn a_site_is_its_name() {
        assert!(same_site(&url("http://x.vn/"), &url("https://WWW.x.vn/a")));
        assert!(!same_site(&url("http://x.vn/"), &url("http://x.vn.evil.vn/")));
    }

    #[test]
    fn passwords_travel_in_the_open_only_within_the_machine() {
        for (address, loopback, private) in [
            ("http://127.0.0.1:8080/", true, true),
            ("http://127.9.9.9/", true, true),
            ("http://localhost/", true, true),
            ("http://site.localhost./", true, true),
            ("http://[::1]:80/", true, true),
            ("http://[::ffff:127.0.0.1]/", true, true),
            ("http://mongcai.gov.vn/", false, false),
            ("http://192.168.1.5/", false, false),
            ("http://127.0.0.1.evil.vn/", false, false),
            ("http://localhost.evil.vn/", false, false),
            ("https://mongcai.gov.vn/", false, true),
            ("ftp://127.0.0.1/", true, false),
        ] {
            assert_eq!(is_loopback(&url(address)), loopback, "{address}");
            assert_eq!(is_private_connection(&url(address)), private, "{address}");
            let open = ConnectionOptions { plain_http: true, ..ConnectionOptions::default() };
            assert_eq!(is_allowed(&url(address), &open), url(address).scheme() != "ftp", "{address} if allowed");
        }
    }
}
