//! The months, and how they stand beside a year.

/// A month of a year in one of the languages of `rows`; the year alone for what is no month.
pub(super) fn write(language: &str, year: &str, month: usize) -> String {
    let names = match language {
        "de" => DE,
        "fr" => FR,
        "es" => ES,
        "pt" => PT,
        "hi" => HI,
        "ja" | "zh" => return format!("{year}年{month}月"),
        _ => EN,
    };
    let names: Vec<&str> = names.split(' ').collect();
    let name = month.checked_sub(1).and_then(|at| names.get(at));
    match (name, language) {
        (None, _) => year.to_owned(),
        (Some(name), "es" | "pt") => format!("{name} de {year}"),
        (Some(name), _) => format!("{name} {year}"),
    }
}

const EN: &str =
    "January February March April May June July August September October November December";
const DE: &str =
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember";
const FR: &str =
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre";
const ES: &str =
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";
const PT: &str =
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro";
const HI: &str = "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर";

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn months_stand_beside_their_year() {
        for (language, month, expected) in [
            ("en", 3, "March 2007"),
            ("de", 3, "März 2007"),
            ("es", 12, "diciembre de 2007"),
            ("ja", 3, "2007年3月"),
            ("hi", 12, "दिसंबर 2007"),
            ("en", 13, "2007"),
            ("en", 0, "2007"),
        ] {
            assert_eq!(write(language, "2007", month), expected);
        }
    }
}
