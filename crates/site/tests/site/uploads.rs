//! Uploads as forms, whole and broken.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use serde_json::json;

use crate::harness::{Answer, B, C, City, MEDIA, NOBODY, is, jpeg};

const FORM: (&str, &str) = ("Content-Type", "multipart/form-data; boundary=ranh");

/// Parts of a form: a field by its name, a file by name and file name.
enum Part<'a> {
    Field(&'a str, &'a str),
    File(&'a str, &'a str, &'a [u8]),
}
use Part::{Field, File};

/// A form, without the line that ends it.
fn open_form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut form = Vec::new();
    for part in parts {
        let (head, content) = match part {
            Field(name, text) => (format!("name=\"{name}\""), text.as_bytes()),
            File(name, file, bytes) => {
                (format!("name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: image/jpeg"), *bytes)
            }
        };
        form.extend(format!("--ranh\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        form.extend(content);
        form.extend(b"\r\n");
    }
    form
}

fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut form = open_form(parts);
    form.extend(b"--ranh--\r\n");
    form
}

fn send(city: &City, body: &[u8]) -> Answer {
    city.send("POST", MEDIA, B, &[FORM], body)
}

/// Files that lie in the site's folders, wherever.
fn files(city: &City) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path.display().to_string()) }
        }
    }
    let mut found = Vec::new();
    walk(&city.directory.path().join("uploads"), &mut found);
    walk(&city.directory.path().join("incoming"), &mut found);
    found
}

#[test]
fn a_form_brings_a_photo_and_its_words() {
    let city = City::new();
    let picture = jpeg(400, 300);
    let parts = [
        Field("title", "Cầu Bắc Luân"),
        File("file", "../../ảnh/Cửa khẩu Móng Cái.JPG", &picture),
        File("other", "b.jpg", &picture),
        Field("caption", "Buổi sáng --ranh\r\n\r\nlà chữ"),
        Field("alt_text", ""),
    ];
    let answer = send(&city, &form(&parts));
    assert_eq!(answer.status, 201, "{}", answer.text());
    let photo = answer.json();
    assert_eq!(photo["title"]["raw"], "Cầu Bắc Luân");
    assert_eq!(photo["caption"]["raw"], "Buổi sáng --ranh\r\n\r\nlà chữ");
    assert_eq!(photo["alt_text"], "");
    let url = photo["source_url"].as_str().unwrap().strip_prefix(&city.running.url()).unwrap().to_owned();
    assert!(url.ends_with("/Cua-khau-Mong-Cai.jpg"), "{url}");
    assert_eq!(city.get(&url, NOBODY).body, picture, "every byte, and none more");
    assert_eq!((&photo["media_details"]["width"], &photo["media_details"]["height"]), (&json!(400), &json!(300)));
    assert_eq!(photo["media_details"]["filesize"], json!(picture.len()));
    assert_eq!(files(&city).len(), 3, "the photo and its two sizes: {:?}", files(&city));
}

#[test]
fn of_two_files_the_last_is_taken() {
    let city = City::new();
    let (one, two) = (jpeg(40, 30), jpeg(50, 20));
    let photo = send(&city, &form(&[File("file", "mot.jpg", &one), File("file", "hai.jpg", &two)])).json();
    assert!(photo["source_url"].as_str().unwrap().ends_with("/hai.jpg"), "{photo}");
    assert_eq!(photo["media_details"]["width"], 50);
    assert_eq!(city.get(MEDIA, B).header("x-wp-total"), "1");
    assert_eq!(files(&city).len(), 1, "{:?}", files(&city));
}

#[test]
fn what_is_no_whole_form_leaves_nothing() {
    let city = City::new();
    let picture = jpeg(40, 30);
    let whole = form(&[Field("title", "x"), File("file", "a.jpg", &picture)]);
    let no_data = is(400, "rest_upload_no_data");
    for (body, why) in [
        (form(&[Field("title", "x")]), "no file"),
        (form(&[File("file", "", &picture)]), "a file without a name"),
        (form(&[File("file", "a.jpg", b"")]), "a file without a byte"),
        (form(&[File("tep", "a.jpg", &picture)]), "a file by another name"),
        (open_form(&[File("file", "a.jpg", &picture)]), "no end"),
        (whole[..whole.len() / 2].to_vec(), "half of it"),
        (whole[..60].to_vec(), "half a header"),
        (whole[..9].to_vec(), "hardly begun"),
        (b"--ranh--\r\n".to_vec(), "empty"),
        (Vec::new(), "nothing"),
        (picture.clone(), "no form"),
        (String::from_utf8_lossy(&whole).replace("ranh", "khac").into_bytes(), "another boundary"),
    ] {
        assert_eq!(send(&city, &body).outcome(), no_data, "{why}");
        assert_eq!(files(&city), [""; 0], "{why}");
    }
    for kind in ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=đ"] {
        let answer = city.send("POST", MEDIA, B, &[("Content-Type", kind)], &whole);
        assert_eq!(answer.outcome(), no_data, "{kind}");
    }
    let refused = city.send("POST", MEDIA, C, &[FORM], &whole).outcome();
    assert_eq!(refused, is(403, "rest_cannot_create"), "who may not, hears that first");
    assert_eq!(city.send("POST", MEDIA, NOBODY, &[FORM], &whole[..60]).outcome(), is(401, "rest_cannot_create"));
    assert_eq!(send(&city, &form(&[File("file", "a.php", &picture)])).outcome(), is(500, "rest_upload_sideload_error"));
    assert_eq!(files(&city), [""; 0]);
    assert_eq!(city.get(MEDIA, B).header("x-wp-total"), "0");
}

#[test]
fn what_is_too_large_is_refused_and_leaves_nothing() {
    let city = City::new();
    let large = vec![b'x'; 5 << 20];
    let text = String::from_utf8_lossy(&large);
    let header = format!("--ranh\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{text}\"\r\n\r\n");
    let fields: Vec<String> = (0..1_500).map(|n| format!("f{n}")).collect();
    let fields: Vec<Part<'_>> = fields.iter().map(|name| Field(name, "x")).collect();
    let bodies = [
        ("a field", form(&[Field("caption", &text), File("file", "a.jpg", &jpeg(9, 9))])),
        ("a header", header.into_bytes()),
        ("what stands before the form", large.clone()),
        ("the number of fields", form(&fields)),
    ];
    for (what, body) in bodies {
        match city.try_send("POST", MEDIA, B, &[FORM], &body) {
            Ok(answer) => assert_eq!(answer.status, 413, "{what}"),
            // Whoever is still sending may find the connection closed instead.
            Err(error) => println!("{what}: {error}"),
        }
        assert_eq!(files(&city), [""; 0], "{what}");
    }
    let file = [&b"\xff\xd8\xff"[..], &large].concat();
    assert_eq!(send(&city, &form(&[File("file", "to.jpg", &file)])).status, 201, "a file may be that large");
    let named = [("Content-Type", "image/jpeg"), ("Content-Disposition", "attachment; filename=\"a.jpg\"")];
    for headers in [&[FORM][..], &named] {
        // Nobody may send a file: nobody fills the disk.
        let before = files(&city);
        if let Ok(answer) = city.try_send("POST", MEDIA, NOBODY, headers, &form(&[File("file", "a.jpg", &file)])) {
            assert_eq!(answer.status, 413);
        }
        assert_eq!(files(&city), before);
    }
}

#[test]
fn a_connection_that_breaks_leaves_nothing() {
    let city = City::new();
    let picture = [jpeg(40, 30), vec![0; 600_000]].concat();
    let whole = form(&[Field("title", "x"), File("file", "a.jpg", &picture)]);
    let raw = "Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename=\"a.jpg\"";
    let as_form = "Content-Type: multipart/form-data; boundary=ranh";
    for (headers, body) in [(as_form, &whole), (raw, &picture)] {
        let address = city.running.url().strip_prefix("http://").unwrap().to_owned();
        let mut stream = TcpStream::connect(&address).unwrap();
        let head = format!(
            "POST {MEDIA} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Basic eDp5\r\n{headers}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body[..body.len() - 1000]).unwrap();
        // It is being written by now, or will be.
        stream.shutdown(Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        let read = stream.read_to_end(&mut answer);
        println!("{read:?} {}", String::from_utf8_lossy(&answer));
        // The server lets go of the connection and of the request one after the other.
        let deadline = Instant::now() + Duration::from_secs(10);
        while !files(&city).is_empty() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(files(&city), [""; 0], "{headers}");
    }
    assert_eq!(city.get(MEDIA, B).header("x-wp-total"), "0");
}

#[test]
fn what_a_killed_program_had_received_is_cleared_away() {
    let city = City::new();
    for (name, minutes) in [(".tmpold", 6), (".tmpnew", 4)] {
        let file = std::fs::File::create(city.directory.path().join("incoming").join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60 * minutes)).unwrap();
    }
    let directory = city.directory.path().to_owned();
    let City { running, directory: keep, .. } = city;
    running.stop();
    drop(crate::harness::open(&directory, site::Clock::new()));
    let left: Vec<_> =
        std::fs::read_dir(directory.join("incoming")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, [".tmpnew"], "another program may still be receiving what is younger than five minutes");
    drop(keep);
}

/// Whatever the form is made of: four times as much takes at most five times as long.
#[test]
fn the_time_of_a_form_grows_with_its_length_alone() {
    let city = City::new();
    type Form = fn(usize) -> Vec<u8>;
    let kinds: [(&str, Form); 6] = [
        ("a long field", |size| form(&[Field("caption", &"x".repeat(size)), File("file", "a.jpg", b"\xff\xd8\xff")])),
        ("a field of half boundaries", |size| form(&[Field("caption", &"\r\n--ran".repeat(size / 7))])),
        ("a long name", |size| form(&[Field(&"x".repeat(size / 40), "x"), File("file", "a.jpg", b"x")])),
        ("what stands before the form", |size| [vec![b'-'; size], form(&[Field("a", "b")])].concat()),
        ("a file of half boundaries", |size| form(&[File("file", "a.jpg", "\r\n--ran".repeat(size / 2).as_bytes())])),
        ("many fields", |size| {
            let names: Vec<String> = (0..size / 3_800).map(|number| format!("f{number}")).collect();
            form(&names.iter().map(|name| Field(name, "x")).collect::<Vec<_>>())
        }),
    ];
    for (what, kind) in kinds {
        let forms = [900_000, 1_800_000, 3_600_000].map(kind);
        let mut best = [Duration::MAX; 3];
        for _ in 0..6 {
            for (body, best) in forms.iter().zip(&mut best) {
                let began = Instant::now();
                let answer = city.try_send("POST", MEDIA, B, &[FORM], body);
                *best = began.elapsed().min(*best);
                // Refused or not, it is the time that counts.
                assert!(answer.is_ok() || body.len() > 1 << 20, "{what}");
            }
            if best[2] <= best[0] * 5 + Duration::from_millis(50) {
                break;
            }
        }
        println!("{what}: {best:?}");
        assert!(best[2] <= best[0] * 5 + Duration::from_millis(50), "{what}: {best:?}");
    }
}
