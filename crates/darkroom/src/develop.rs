//! Makes renditions: decodes, crops, scales, rotates, converts to sRGB and encodes.

use std::sync::{Mutex, PoisonError};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ImageBufferError, PixelType, ResizeAlg, ResizeOptions, Resizer};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use newsroom::{Crop, PhotoSize};
use qcms::Profile;

use crate::budget::{Budget, watched};
use crate::colour::{foreign_profile, to_srgb};
use crate::decode::{Head, Pixels, decode, read_head};
use crate::frame::{Area, Orientation, banner_area, banner_size, fit};
use crate::plan::{FocalPoint, Plan, Print, Rendition};
use crate::{DarkroomError, TIME_LIMIT};

/// Long side of [`PhotoSize::Thumb`], in pixels.
const THUMB_SIDE: u32 = 320;
/// Long side of [`PhotoSize::Body`], in pixels.
const BODY_SIDE: u32 = 1600;
/// JPEG quality on the scale of the Independent JPEG Group, 1 to 100.
const QUALITY: u8 = 84;

/// Makes the renditions of a photo: upright, in sRGB, transparency on white, never enlarged, and with none
/// of the file's metadata, so no place, no serial number and no embedded preview gets out.
///
/// Takes the memory of [`crate::MAX_MEMORY`] at most and the time of [`crate::TIME_LIMIT`]; one call works at a time in the whole
/// program, others wait. Blocks for tenths of a second: not for the thread of the window.
///
/// # Errors
/// Every [`DarkroomError`]; nothing is developed from a file that is cut off or damaged.
pub fn develop(bytes: &[u8], plan: &Plan) -> Result<Vec<Rendition>, DarkroomError> {
    let plan = plan.clone();
    one_at_a_time(bytes, move |bytes, budget| render_all(bytes, &plan, budget))
}

/// Runs `work` while no other photo is worked on in the whole program, within the budget of one photo.
pub(crate) fn one_at_a_time<T: Send + 'static>(
    bytes: &[u8],
    work: impl FnOnce(&[u8], Budget) -> Result<T, DarkroomError> + Send + 'static,
) -> Result<T, DarkroomError> {
    static DECODER: Mutex<()> = Mutex::new(());
    // The lock guards memory, not data: a panic under it leaves nothing half done.
    let _one_at_a_time = DECODER.lock().unwrap_or_else(PoisonError::into_inner);
    watched(bytes, TIME_LIMIT, work)
}

fn render_all(bytes: &[u8], plan: &Plan, budget: Budget) -> Result<Vec<Rendition>, DarkroomError> {
    let (mut whole, mut done) = (None, Vec::with_capacity(plan.prints.len()));
    for print in &plan.prints {
        budget.check()?;
        done.push(match print.crop {
            None => {
                let photo = match whole.take() {
                    Some(photo) => photo,
                    None => DecodedPhoto::for_whole(bytes, budget)?,
                };
                whole.insert(photo).render(*print, plan.focal_point)?
            }
            Some(crop) => {
                // Decoded for itself, in the detail that the part needs; two films at a time would be twice the memory.
                whole = None;
                DecodedPhoto::for_part(bytes, crop, print.size, budget)?.print_part(*print, crop)?
            }
        });
    }
    Ok(done)
}

/// The share of its sides at which a photo must be decoded so that no rendition of the whole has to be enlarged. The same
/// whatever is asked for, so that each rendition is the same alone and among others.
fn share_needed(size: (u32, u32), orientation: Orientation) -> f64 {
    let (width, height) = orientation.apply_to_size(size);
    let body = f64::from(fit(size, BODY_SIDE).0) / f64::from(size.0);
    // The cut takes the whole of one side, and that one decides.
    let banner = banner_size((width, height));
    let banner = (f64::from(banner.0) / f64::from(width)).max(f64::from(banner.1) / f64::from(height));
    body.max(banner).min(1.0)
}

/// The pixels of a picture in a size, made of an area of the photo that has so many.
fn pixels_of(area: (u32, u32), size: PhotoSize) -> (u32, u32) {
    match size {
        PhotoSize::Thumb => fit(area, THUMB_SIDE),
        PhotoSize::Body => fit(area, BODY_SIDE),
        PhotoSize::Banner => banner_size(area),
    }
}

/// The decoded photo as it lies in the file. Turning and colours come after shrinking: they then touch a tenth
/// of the pixels.
pub(crate) struct DecodedPhoto {
    pixels: Pixels,
    /// Of the photo, which may have been decoded smaller.
    full_size: (u32, u32),
    orientation: Orientation,
    profile: Option<Box<Profile>>,
    resizer: Resizer,
    /// Upright and in sRGB; kept, because thumbs are made from it.
    body: Option<Pixels>,
}

impl DecodedPhoto {
    /// Decoded for renditions of the whole photo.
    fn for_whole(bytes: &[u8], budget: Budget) -> Result<Self, DarkroomError> {
        let head = read_head(bytes)?;
        let share = share_needed(head.size, head.orientation());
        Self::new(bytes, head, share, budget)
    }

    /// Decoded in the detail that a part needs which is shown in a size.
    fn for_part(bytes: &[u8], crop: Crop, size: PhotoSize, budget: Budget) -> Result<Self, DarkroomError> {
        let head = read_head(bytes)?;
        let part = part_of(head.orientation().apply_to_size(head.size), crop);
        let shown = pixels_of(part, size);
        let share = (f64::from(shown.0) / f64::from(part.0)).max(f64::from(shown.1) / f64::from(part.1));
        Self::new(bytes, head, share.min(1.0), budget)
    }

    /// Decoded at a share of its sides (0 to 1), or larger.
    pub(crate) fn new(bytes: &[u8], mut head: Head, share: f64, budget: Budget) -> Result<Self, DarkroomError> {
        Ok(Self {
            pixels: decode(bytes, &head, share, budget)?,
            full_size: head.size,
            orientation: head.orientation(),
            profile: foreign_profile(head.icc.take()),
            resizer: Resizer::new(),
            body: None,
        })
    }

    /// The whole photo at another size (as stored), upright and in sRGB.
    pub(crate) fn whole(&mut self, size: (u32, u32)) -> Result<Pixels, DarkroomError> {
        self.render_part(Area::whole(self.pixels.size), size)
    }

    /// Seen turned or mirrored in this way, whatever the file says.
    pub(crate) fn seen(self, orientation: Orientation) -> Self {
        Self { orientation, ..self }
    }

    /// A part of the picture as it lies in the file, at the size at which it was decoded, then turned and in sRGB.
    pub(crate) fn part(&mut self, crop: Option<Crop>) -> Result<Pixels, DarkroomError> {
        let stored = self.pixels.size;
        match crop {
            Some(crop) => self.render_part(Area::of_crop(stored, Orientation::UPRIGHT, crop), part_of(stored, crop)),
            None => self.render_part(Area::whole(stored), stored),
        }
    }

    fn render(&mut self, print: Print, focal_point: FocalPoint) -> Result<Rendition, DarkroomError> {
        let picture = match print.size {
            PhotoSize::Body => self.body()?,
            PhotoSize::Thumb => {
                let body = self.body()?;
                let size = fit(body.size, THUMB_SIDE);
                let rgb = resize(&mut self.resizer, &body.rgb, body.size, Area::whole(body.size), size)?;
                Pixels { rgb, size }
            }
            PhotoSize::Banner => {
                let size = banner_size(self.orientation.apply_to_size(self.full_size));
                let area = banner_area(self.pixels.size, self.orientation, focal_point);
                self.render_part(area, self.orientation.apply_to_size(size))?
            }
        };
        finished(print, &picture)
    }

    /// A part of the photo; of the banner, the largest 16:9 area around the middle of the part.
    fn print_part(&mut self, print: Print, crop: Crop) -> Result<Rendition, DarkroomError> {
        let size = pixels_of(part_of(self.orientation.apply_to_size(self.full_size), crop), print.size);
        let mut area = Area::of_crop(self.pixels.size, self.orientation, crop);
        if print.size == PhotoSize::Banner {
            area = area.narrowed(self.orientation.apply_to_size((16, 9)));
        }
        let picture = self.render_part(area, self.orientation.apply_to_size(size))?;
        finished(print, &picture)
    }

    fn body(&mut self) -> Result<Pixels, DarkroomError> {
        if let Some(body) = &self.body {
            return Ok(body.clone());
        }
        let size = fit(self.full_size, BODY_SIDE);
        let body = self.whole(size)?;
        self.body = Some(body.clone());
        Ok(body)
    }

    /// A part of the photo at another size (both as stored), then upright and in sRGB.
    fn render_part(&mut self, area: Area, size: (u32, u32)) -> Result<Pixels, DarkroomError> {
        let stored = resize(&mut self.resizer, &self.pixels.rgb, self.pixels.size, area, size)?;
        let (mut rgb, size) = self.orientation.upright(stored, size);
        if let Some(profile) = &self.profile {
            to_srgb(&mut rgb, profile);
        }
        Ok(Pixels { rgb, size })
    }
}

/// The pixels of a part of an upright photo; no side below 1.
fn part_of((width, height): (u32, u32), crop: Crop) -> (u32, u32) {
    let side = |length: u32, share: f64| ((f64::from(length) * share).round() as u32).clamp(1, length);
    (side(width, crop.width()), side(height, crop.height()))
}

fn finished(print: Print, picture: &Pixels) -> Result<Rendition, DarkroomError> {
    Ok(Rendition { print, width: picture.size.0, height: picture.size.1, jpeg: encode(picture, QUALITY)? })
}

fn resize(
    resizer: &mut Resizer,
    rgb: &[u8],
    from: (u32, u32),
    area: Area,
    to: (u32, u32),
) -> Result<Vec<u8>, DarkroomError> {
    if from == to && area == Area::whole(from) {
        return Ok(rgb.to_vec());
    }
    let source = ImageRef::new(from.0, from.1, rgb, PixelType::U8x3).map_err(DarkroomError::failed)?;
    let mut target = Image::new(to.0, to.1, PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).crop(
        area.left,
        area.top,
        area.width,
        area.height,
    );
    // By its kind of pixel: without it, the compiler makes the code of all thirteen kinds, which took it two minutes.
    let (Some(from), Some(mut to)) = (source.typed_image::<U8x3>(), target.typed_image_mut::<U8x3>()) else {
        return Err(DarkroomError::failed(ImageBufferError::InvalidBufferAlignment));
    };
    resizer.resize_typed(&from, &mut to, &options).map_err(DarkroomError::failed)?;
    Ok(target.into_vec())
}

pub(crate) fn encode(picture: &Pixels, quality: u8) -> Result<Vec<u8>, DarkroomError> {
    let (Ok(width), Ok(height)) = (u16::try_from(picture.size.0), u16::try_from(picture.size.1)) else {
        return Err(DarkroomError::failed("a rendition larger than a JPEG can be"));
    };
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // Seen early on a slow line, and some percent smaller.
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&picture.rgb, width, height, ColorType::Rgb).map_err(DarkroomError::failed)?;
    Ok(jpeg)
}
