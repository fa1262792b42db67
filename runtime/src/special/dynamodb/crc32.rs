//! CRC-32 of IEEE 802.3. A table of 8 KiB in a client of DynamoDB takes less to compile than a
//! crate.

const TABLES: [[u32; 256]; 8] = tables();

const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        let (mut crc, mut bit) = (byte as u32, 0);
        while bit < 8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        tables[0][byte] = crc;
        byte += 1;
    }
    let mut byte = 0;
    while byte < 256 {
        let mut table = 1;
        while table < 8 {
            let before: u32 = tables[table - 1][byte];
            tables[table][byte] = (before >> 8) ^ tables[0][(before & 0xFF) as usize];
            table += 1;
        }
        byte += 1;
    }
    tables
}

/// The checksum of the bytes. Eight of them are read at once.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut crc = u32::MAX;
    for &[a, b, c, d, e, f, g, h] in chunks {
        let [a, b, c, d] = (u32::from_le_bytes([a, b, c, d]) ^ crc).to_le_bytes();
        crc = [h, g, f, e, d, c, b, a]
            .into_iter()
            .zip(&TABLES)
            .fold(0, |crc, (byte, table)| crc ^ table[usize::from(byte)]);
    }
    for byte in rest {
        let [low, ..] = crc.to_le_bytes();
        crc = (crc >> 8) ^ TABLES[0][usize::from(low ^ byte)];
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the table: the value of the standard, and those of a well-kept crate for each
    /// length of the rest.
    #[test]
    fn the_checksum_is_that_of_others() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        let bytes: Vec<u8> = (0..300u32).map(|n| (n * 31 % 251) as u8).collect();
        for end in 0..bytes.len() {
            assert_eq!(
                crc32(&bytes[..end]),
                crc32fast::hash(&bytes[..end]),
                "{end}"
            );
        }
    }
}
