//! Zipped documents: their parts, within limits, wherever they claim to lie.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use zip::{CompressionMethod, ZipArchive, result::ZipError};

use crate::{Danger, InterchangeError, Unreadable, limits, work::Work};

/// A zip file that passed its checks; parts are unpacked when asked for.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Parts by lower-case name: names are compared without case (ECMA-376 part 2).
    index: HashMap<String, usize>,
    /// What may still be unpacked, in bytes.
    left: u64,
    work: Work,
}

impl<'a> Package<'a> {
    /// Looks at the list of parts; unpacks nothing.
    pub(crate) fn open(bytes: &'a [u8], work: &Work) -> Result<Self, InterchangeError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if archive.len() > limits::ENTRIES {
            return Err(Danger::TooManyParts.into());
        }
        let mut index = HashMap::new();
        let mut total: u64 = 0;
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|_| Unreadable::Damaged)?;
            let name = part.name().map_err(|_| Unreadable::Damaged)?.replace('\\', "/").to_lowercase();
            if name.starts_with('/') || name.contains(':') || name.split('/').any(|step| step == "..") {
                return Err(Danger::Path.into());
            }
            if part.encrypted() {
                return Err(Unreadable::Encrypted.into());
            }
            total = total.saturating_add(part.size());
            let packed = part.compressed_size().max(1);
            if part.size() > limits::RATIO_FROM && part.size() / packed > limits::RATIO {
                return Err(Danger::Bomb.into());
            }
            index.entry(name).or_insert(at);
        }
        if total > limits::UNPACKED_BYTES {
            return Err(Danger::Bomb.into());
        }
        Ok(Self { archive, index, left: limits::UNPACKED_BYTES, work: work.clone() })
    }

    pub(crate) fn work(&self) -> &Work {
        &self.work
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&name.to_lowercase())
    }

    /// True if a part lies in this folder (named with its final slash).
    pub(crate) fn has_folder(&self, folder: &str) -> bool {
        self.index.keys().any(|name| name.starts_with(folder))
    }

    /// The XML of a part; none if there is no such part.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<crate::tree::Tree>, InterchangeError> {
        match self.read(name, limits::XML_BYTES)? {
            Some(bytes) => crate::tree::Tree::parse(&bytes, &self.work).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of a part; none if there is no such part. The sizes in the list are claims: the unpacking is counted.
    pub(crate) fn read(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, InterchangeError> {
        let Some(at) = self.index.get(&name.to_lowercase()).copied() else { return Ok(None) };
        let part = match self.archive.by_index(at) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(_)) => return Err(Unreadable::Unknown.into()),
            Err(_) => return Err(Unreadable::Damaged.into()),
        };
        if !matches!(part.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(Unreadable::Damaged.into());
        }
        self.work.step(1)?;
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        if bytes.len() as u64 > most {
            return Err(Danger::Bomb.into());
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}
