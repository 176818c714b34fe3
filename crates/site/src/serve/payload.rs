//! The body of a request, read as it comes: an uploaded file to the disk, everything else into memory.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use futures_util::{StreamExt, stream};
use md5::{Digest, Md5};
use tempfile::NamedTempFile;

use crate::{Site, account};

/// Most fields of a form (PHP, `max_input_vars`).
const MOST_FIELDS: usize = 1_000;
/// Most bytes of a form beside its files: fields, headers of fields and what stands between them.
const MOST_BESIDE_FILES: usize = 4 << 20;
/// Most bytes before the first part of a form: nobody needs any (RFC 2046, section 5.1.1).
const MOST_BEFORE_A_FORM: usize = 64 << 10;
/// Bytes kept of the beginning of a file: enough to tell what picture it is.
const HEAD: usize = 16;

/// The body of a request.
pub(crate) enum Payload {
    Memory(Bytes),
    Upload(Upload),
    /// A form that is none, or that ends before its end.
    BrokenForm,
    /// The disk did not take the file.
    NotStored(io::Error),
}

/// An uploaded file on the disk, outside what readers can get. It is removed when this is dropped.
pub(crate) struct Upload {
    pub(crate) file: NamedTempFile,
    /// In bytes.
    pub(crate) size: usize,
    /// Its first bytes.
    pub(crate) head: Vec<u8>,
    pub(crate) md5: [u8; 16],
    /// As a form names it; a raw body has its name in the header of the request.
    pub(crate) name: Option<String>,
    /// The other fields of the form.
    pub(crate) fields: Vec<(String, String)>,
}

/// Who sends a body.
pub(crate) enum Sender {
    /// Somebody with an account and its password.
    Account,
    /// Somebody who names an account, and does not have its password: he is told so once he has sent everything.
    Impostor,
    Nobody,
}

impl Sender {
    pub(crate) fn of(site: &Site, headers: &HeaderMap) -> Self {
        let Some(header) = headers.get(AUTHORIZATION) else {
            return Self::Nobody;
        };
        let known = header
            .to_str()
            .ok()
            .map(|header| tokio::task::block_in_place(|| site.db().read(|db| account::authenticate(db, header))));
        match known {
            Some(Ok(Some(_))) => Self::Account,
            Some(Err(error)) => {
                tracing::error!("accounts: {error}");
                Self::Impostor
            }
            _ => Self::Impostor,
        }
    }
}

/// Longest body of somebody without an account, in bytes: it is kept in memory.
const LONGEST_OF_A_STRANGER: usize = 64 << 10;

/// Why a body was not read to its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("too large")]
    TooLarge,
    #[error("too slow")]
    TooSlow,
    #[error("broken off: {0}")]
    Broken(axum::Error),
}

/// Reads the body of a request, `longest` bytes at most. `is_upload`: it is sent to where files are taken.
pub(crate) async fn read(
    site: &Site,
    request: Request,
    sender: &Sender,
    longest: usize,
    is_upload: bool,
) -> Result<Payload, BodyError> {
    let request = request.map(|body| without_long_pauses(body, site.options().limits.pause));
    match sender {
        Sender::Account => {}
        Sender::Impostor => return read_in_vain(request, longest).await,
        Sender::Nobody => return read_into_memory(request, LONGEST_OF_A_STRANGER).await,
    }
    let headers = request.headers();
    if is_upload && is_form(headers) {
        return read_form(site, request, longest).await;
    }
    if is_upload && headers.contains_key(CONTENT_DISPOSITION) {
        return read_file(site, request, longest).await;
    }
    read_into_memory(request, longest).await
}

async fn read_into_memory(request: Request, longest: usize) -> Result<Payload, BodyError> {
    to_bytes(request.into_body(), longest).await.map(Payload::Memory).map_err(|error| {
        // Too large and broken off are told apart by their words alone, and are answered alike.
        tracing::debug!("body: {error}");
        if is_pause(&error) { BodyError::TooSlow } else { BodyError::TooLarge }
    })
}

/// Whoever is still sending would not hear that his password is wrong: a long body is read and let go.
async fn read_in_vain(request: Request, longest: usize) -> Result<Payload, BodyError> {
    let mut chunks = request.into_body().into_data_stream();
    let (mut kept, mut size) = (Vec::new(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(BodyError::of)?;
        size += chunk.len();
        if size > longest {
            return Err(BodyError::TooLarge);
        }
        if size <= LONGEST_OF_A_STRANGER {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    Ok(Payload::Memory(kept.into()))
}

/// The body, which fails when nothing of it comes for `longest`.
fn without_long_pauses(body: Body, longest: Duration) -> Body {
    Body::from_stream(stream::unfold(body.into_data_stream(), move |mut chunks| async move {
        match tokio::time::timeout(longest, chunks.next()).await {
            Ok(chunk) => chunk.map(|chunk| (chunk, chunks)),
            Err(_) => Some((Err(axum::Error::new(io::Error::from(io::ErrorKind::TimedOut))), chunks)),
        }
    }))
}

fn is_pause(error: &(dyn std::error::Error + 'static)) -> bool {
    let pause = |error: &(dyn std::error::Error + 'static)| {
        error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
    };
    std::iter::successors(Some(error), |error| error.source()).any(pause)
}

impl BodyError {
    fn of(error: axum::Error) -> Self {
        if is_pause(&error) { Self::TooSlow } else { Self::Broken(error) }
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).map(|value| value.as_bytes().to_ascii_lowercase());
    kind.is_some_and(|kind| kind.starts_with(b"multipart/form-data"))
}

async fn read_file(site: &Site, request: Request, longest: usize) -> Result<Payload, BodyError> {
    let mut file = match IncomingFile::begin(site) {
        Ok(file) => file,
        Err(error) => return Ok(Payload::NotStored(error)),
    };
    let mut chunks = request.into_body().into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(BodyError::of)?;
        if file.size + chunk.len() > longest {
            return Err(BodyError::TooLarge);
        }
        file.write(&chunk);
    }
    Ok(file.finish(None, Vec::new()))
}

/// RFC 7578. The file is the field `file`; of several the last one, as in PHP.
async fn read_form(site: &Site, request: Request, longest: usize) -> Result<Payload, BodyError> {
    let meter = FormMeter::default();
    let mut request = request.map(|body| meter.count(body));
    DefaultBodyLimit::max(longest).apply(&mut request);
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return Ok(Payload::BrokenForm);
    };
    let mut fields = Vec::new();
    let mut file: Option<(IncomingFile, String)> = None;
    for _ in 0..=MOST_FIELDS {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => {
                let Some((file, name)) = file else { return Ok(Payload::BrokenForm) };
                return Ok(file.finish(Some(name), fields));
            }
            Err(error) => return meter.failure(&error),
        };
        meter.begun.store(true, Ordering::Relaxed);
        let field_name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let read = match file_name {
            None => read_text(field).await.map(|text| fields.push((field_name, text))),
            Some(name) => {
                let wanted = field_name == "file" && !name.is_empty();
                let mut written = match wanted.then(|| IncomingFile::begin(site)).transpose() {
                    Ok(written) => written,
                    Err(error) => return Ok(Payload::NotStored(error)),
                };
                let read = read_content(field, &meter, written.as_mut()).await;
                file = written.map(|written| (written, name)).or(file);
                read
            }
        };
        if let Err(error) = read {
            return meter.failure(&error);
        }
    }
    Err(BodyError::TooLarge)
}

type FieldError = axum::extract::multipart::MultipartError;

/// As long as [`MOST_BESIDE_FILES`] lets it be.
async fn read_text(field: Field<'_>) -> Result<String, FieldError> {
    Ok(String::from_utf8_lossy(&field.bytes().await?).into_owned())
}

async fn read_content(
    mut field: Field<'_>,
    meter: &FormMeter,
    mut file: Option<&mut IncomingFile>,
) -> Result<(), FieldError> {
    while let Some(chunk) = field.chunk().await? {
        meter.beside_files.fetch_sub(chunk.len(), Ordering::Relaxed);
        if let Some(file) = &mut file {
            file.write(&chunk);
        }
    }
    Ok(())
}

/// Counts what a form has beside its files: the form's parser keeps that in memory, and searches it again and again.
#[derive(Clone, Default)]
struct FormMeter {
    beside_files: Arc<AtomicUsize>,
    /// A part of the form was found.
    begun: Arc<AtomicBool>,
}

impl FormMeter {
    /// The body, which fails when too much of it is no file. Between two pieces of it, and before its end, it pauses
    /// once: the parser would take in all there is before it looks at it, and multer 3.1 takes a small form for
    /// incomplete when it meets form and end at its second glance.
    fn count(&self, body: Body) -> Body {
        let meter = self.clone();
        Body::from_stream(stream::unfold((body.into_data_stream(), false), move |(mut chunks, pauses)| {
            let meter = meter.clone();
            async move {
                if pauses {
                    tokio::task::yield_now().await;
                }
                let chunk = chunks.next().await?.map_err(io::Error::other).and_then(|chunk| {
                    let before = meter.beside_files.fetch_add(chunk.len(), Ordering::Relaxed);
                    let begun = meter.begun.load(Ordering::Relaxed);
                    if meter.is_too_much() || !begun && before > MOST_BEFORE_A_FORM {
                        Err(io::Error::other("too much beside files"))
                    } else {
                        Ok(chunk)
                    }
                });
                Some((chunk, (chunks, true)))
            }
        }))
    }

    fn is_too_much(&self) -> bool {
        self.beside_files.load(Ordering::Relaxed) > MOST_BESIDE_FILES
    }

    fn failure(&self, error: &FieldError) -> Result<Payload, BodyError> {
        tracing::debug!("form: {}", error.body_text());
        let nothing_found =
            !self.begun.load(Ordering::Relaxed) && self.beside_files.load(Ordering::Relaxed) > MOST_BEFORE_A_FORM;
        if self.is_too_much() || nothing_found || error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return Err(BodyError::TooLarge);
        }
        if is_pause(error) {
            return Err(BodyError::TooSlow);
        }
        Ok(Payload::BrokenForm)
    }
}

/// A file that is coming in.
struct IncomingFile {
    file: NamedTempFile,
    size: usize,
    head: Vec<u8>,
    md5: Md5,
    /// The disk refused; the rest is read nevertheless, so that whoever is sending hears the answer.
    failed: Option<io::Error>,
}

impl IncomingFile {
    fn begin(site: &Site) -> io::Result<Self> {
        let file = NamedTempFile::new_in(site.incoming())?;
        Ok(Self { file, size: 0, head: Vec::new(), md5: Md5::new(), failed: None })
    }

    fn write(&mut self, chunk: &[u8]) {
        self.size += chunk.len();
        self.head.extend(chunk.iter().take(HEAD - self.head.len()));
        if self.failed.is_none() {
            let (file, md5) = (&mut self.file, &mut self.md5);
            let written = tokio::task::block_in_place(|| {
                md5.update(chunk);
                file.write_all(chunk)
            });
            self.failed = written.err();
        }
    }

    fn finish(self, name: Option<String>, fields: Vec<(String, String)>) -> Payload {
        let flushed = || tokio::task::block_in_place(|| self.file.as_file().sync_all());
        match self.failed.map_or_else(flushed, Err) {
            Ok(()) => Payload::Upload(Upload {
                file: self.file,
                size: self.size,
                head: self.head,
                md5: self.md5.finalize().into(),
                name,
                fields,
            }),
            Err(error) => Payload::NotStored(error),
        }
    }
}
