//! The table of icons, `assets/icons.bin`, which `cargo xtask icons` makes.
//!
//! ```text
//! number of icons · icons in a block       numbers are u32, little-endian
//! per icon   where its name ends
//! per block  where it ends
//! names      sorted by their bytes, one behind the other
//! blocks     DEFLATE of lines `view box`, tab, `paths`: one for each icon, in the names' order; `=`, tab,
//!            `name` for an older name of an icon
//! ```
//!
//! It is bytes and offsets only: a table of `&str` is a hundred thousand pointers, each of
//! which the loader has to adjust before `main`. A block is unpacked when one of its icons is
//! asked for, and kept.

use std::ops::Range;
use std::sync::OnceLock;

static TABLE: &[u8] = include_bytes!("../../assets/icons.bin");

/// Where the parts of the table begin.
struct Parts {
    icons: usize,
    per_block: usize,
    block_ends: usize,
    names: usize,
    blocks: usize,
}

const NUMBER: usize = size_of::<u32>();
const NAME_ENDS: usize = 2 * NUMBER;
/// More than any block has: what is not a table of ours does not fill the memory.
const LARGEST_BLOCK: usize = 1 << 20;

/// View box and paths of the icon of that name, its set included.
pub fn find(name: &str) -> Option<(&'static str, &'static str)> {
    match line(name)? {
        ("=", name) => line(name),
        drawing => Some(drawing),
    }
}

fn line(name: &str) -> Option<(&'static str, &'static str)> {
    static BLOCKS: OnceLock<Vec<OnceLock<Vec<String>>>> = OnceLock::new();
    let parts = parts()?;
    let icon = position(&parts, name)?;
    let blocks = BLOCKS.get_or_init(|| {
        let count = parts.icons.div_ceil(parts.per_block);
        (0..count).map(|_| OnceLock::new()).collect()
    });
    let at = icon / parts.per_block;
    let block = blocks
        .get(at)?
        .get_or_init(|| unpacked(&parts, at).unwrap_or_default());
    block.get(icon % parts.per_block)?.split_once('\t')
}

/// Whether there is an icon of that name; it is not unpacked.
pub fn has(name: &str) -> bool {
    parts().is_some_and(|parts| position(&parts, name).is_some())
}

fn parts() -> Option<Parts> {
    let icons = number(0)?;
    let per_block = number(NUMBER)?.max(1);
    let block_ends = NAME_ENDS + icons * NUMBER;
    let names = block_ends + icons.div_ceil(per_block) * NUMBER;
    let blocks = names + number(block_ends.checked_sub(NUMBER)?)?;
    Some(Parts {
        icons,
        per_block,
        block_ends,
        names,
        blocks,
    })
}

fn position(parts: &Parts, name: &str) -> Option<usize> {
    let (mut low, mut high) = (0, parts.icons);
    while low < high {
        let middle = low.midpoint(high);
        let known = TABLE.get(piece(NAME_ENDS, middle, parts.names)?)?;
        match known.cmp(name.as_bytes()) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// The lines of a block.
fn unpacked(parts: &Parts, block: usize) -> Option<Vec<String>> {
    let packed = TABLE.get(piece(parts.block_ends, block, parts.blocks)?)?;
    let text = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, LARGEST_BLOCK).ok()?;
    let text = String::from_utf8(text).ok()?;
    Some(text.split('\n').map(str::to_owned).collect())
}

/// Where a piece stands whose end is one of the numbers at `ends`; the first piece begins at `start`.
fn piece(ends: usize, index: usize, start: usize) -> Option<Range<usize>> {
    let end = number(ends + index * NUMBER)?;
    let begin = match index.checked_sub(1) {
        Some(before) => number(ends + before * NUMBER)?,
        None => 0,
    };
    Some(start + begin..start + end)
}

fn number(at: usize) -> Option<usize> {
    let bytes = TABLE.get(at..at + NUMBER)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}
