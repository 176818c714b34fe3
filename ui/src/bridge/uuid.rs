//! New ids that the window gives by itself.

use crate::bridge::clock;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill_random(bytes: &js_sys::Uint8Array) -> js_sys::Uint8Array;
}

/// A new id: UUID version 7 (RFC 9562, section 5.7) of this moment.
pub(crate) fn new_v7() -> String {
    let bytes = js_sys::Uint8Array::new_with_length(10);
    fill_random(&bytes);
    let mut random = [0; 10];
    bytes.copy_to(&mut random);
    v7_of(clock::now().timestamp_millis(), random)
}

fn v7_of(milliseconds: i64, random: [u8; 10]) -> String {
    let time = milliseconds.unsigned_abs() & 0xffff_ffff_ffff;
    let part = |from: usize, to: usize| random[from..to].iter().fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        time >> 16,
        time & 0xffff,
        0x7000 | (part(0, 2) & 0x0fff),
        0x8000 | (part(2, 4) & 0x3fff),
        part(4, 10),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::RemarkId;

    #[test]
    fn a_new_id_is_a_uuid_of_version_7_that_sorts_by_time() {
        let id = v7_of(0x0193_0000_0001, [0xff; 10]);
        assert_eq!(id, "01930000-0001-7fff-bfff-ffffffffffff");
        assert!(id.parse::<RemarkId>().is_ok());
        assert!(v7_of(0x0193_0000_0002, [0; 10]) > id);
    }
}
