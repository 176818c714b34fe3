//! Conversion to sRGB (IEC 61966-2-1), the colour space of the web.

use qcms::{DataType, Intent, Profile, Transform};

/// Where an ICC profile names its kind of colours (ICC.1:2022, table 17).
const COLOUR_SPACE: std::ops::Range<usize> = 16..20;

/// Converts RGB pixels in place from an embedded ICC profile to sRGB.
pub(crate) fn to_srgb(rgb: &mut [u8], profile: &Profile) {
    if let Some(transform) = transform(profile) {
        transform.apply(rgb);
    }
}

/// The profile to convert from, or nothing when the pixels are sRGB already or better left alone.
///
/// A profile that cannot be read, or that is for another kind of colours (a grey or CMYK one, whose
/// pixels were made RGB by the decoder), changes nothing: colours slightly off beat a refused photo.
pub(crate) fn foreign_profile(icc: Option<Vec<u8>>) -> Option<Box<Profile>> {
    let icc = icc?;
    if icc.get(COLOUR_SPACE) != Some(b"RGB ") {
        return None;
    }
    let profile = Profile::new_from_slice(&icc, false)?;
    (!is_srgb(&profile)).then_some(profile)
}

/// Whether the primaries are those of sRGB and a mid grey comes out unchanged. Cameras and phones embed a
/// dozen different sRGB profiles; converting those would only cost time and a level of rounding.
fn is_srgb(profile: &Profile) -> bool {
    const PROBES: [u8; 24] =
        [255, 0, 0, 0, 255, 0, 0, 0, 255, 128, 128, 128, 40, 40, 40, 200, 120, 60, 60, 140, 210, 90, 160, 70];
    let Some(transform) = transform(profile) else { return false };
    let mut seen = PROBES;
    transform.apply(&mut seen);
    PROBES.iter().zip(seen).all(|(probe, seen)| probe.abs_diff(seen) <= 2)
}

fn transform(profile: &Profile) -> Option<Transform> {
    Transform::new(profile, &Profile::new_sRGB(), DataType::RGB8, Intent::Perceptual)
}
