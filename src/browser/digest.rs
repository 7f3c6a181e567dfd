//! What many texts are told apart by, where to compare each with each would take long.

/// Where a digest begins that goes on from no other.
pub(crate) const START: u32 = 0x811c_9dc5;

/// FNV-1a, which is small: <https://www.rfc-editor.org/rfc/rfc9923>. Goes on from the digest of what came
/// before.
pub(crate) fn digest(before: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(before, |digest, byte| (digest ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
