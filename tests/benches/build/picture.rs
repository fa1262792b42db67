//! The picture of the README: what is compiled, against the official crates.

use std::fmt::Write as _;
use std::fs;

use hammersmith_tests::shared::workspace;

/// One bar: its title, and the part of the official CPU time that ours takes.
pub(crate) struct Bar {
    pub(crate) title: String,
    pub(crate) ratio: f64,
}

/// The path of the picture, from the root of the workspace.
const FILE: &str = "docs/cost.svg";

const WIDTH: usize = 720;
/// The start of the bars, and the length of that of the official crate.
const LEFT: usize = 300;
const LENGTH: usize = 350;
const TOP: usize = 64;
const ROW: usize = 30;

/// Colours for light and dark pages: text, the official crate, ours.
const STYLE: &str = "text{font:14px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}\
    .note{font-size:12px}.official{fill:#d1d9e0}.ours{fill:#c2410c}\
    @media(prefers-color-scheme:dark){text{fill:#e6edf3}.official{fill:#3d444d}.ours{fill:#fb923c}}";

/// Writes the picture of the bars that were measured in this run.
pub(crate) fn write(bars: &[Bar]) {
    let path = workspace().join(FILE);
    fs::create_dir_all(path.parent().expect("a directory")).expect("the directory");
    fs::write(path, svg(bars)).expect("the picture");
    println!("\nwrote {FILE}: {} bars", bars.len());
}

fn svg(bars: &[Bar]) -> String {
    let height = TOP + bars.len() * ROW + 8;
    let words: Vec<_> = bars
        .iter()
        .map(|bar| format!("{}: {:.2}", bar.title, bar.ratio))
        .collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n\
         <title>CPU time to compile, with the official crates as 1. {}</title>\n\
         <style>{STYLE}</style>\n\
         <text class=\"title\" x=\"8\" y=\"24\">CPU time to compile, official crate = 1</text>\n\
         <text class=\"note\" x=\"8\" y=\"44\">orange: Hammersmith; grey: aws-sdk-*; measured in one \
         run by cargo bench</text>\n",
        words.join("; ")
    );
    for (index, bar) in bars.iter().enumerate() {
        let top = TOP + index * ROW;
        let ours = (bar.ratio * LENGTH as f64)
            .round()
            .clamp(1.0, LENGTH as f64);
        let _ = writeln!(
            svg,
            "<text x=\"8\" y=\"{text}\">{title}</text>\n\
             <rect class=\"official\" x=\"{LEFT}\" y=\"{top}\" width=\"{LENGTH}\" height=\"18\" rx=\"2\"/>\n\
             <rect class=\"ours\" x=\"{LEFT}\" y=\"{top}\" width=\"{ours}\" height=\"18\" rx=\"2\"/>\n\
             <text x=\"{number}\" y=\"{text}\">{ratio:.2}</text>",
            title = bar.title,
            text = top + 14,
            number = LEFT + LENGTH + 10,
            ratio = bar.ratio,
        );
    }
    svg + "</svg>\n"
}
