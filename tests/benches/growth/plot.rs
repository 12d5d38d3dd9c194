//! Plots as SVG: both axes logarithmic, a thin line of slope 1 from each first point.

use std::fmt::{self, Write as _};
use std::time::Duration;

/// What grows.
pub(crate) struct Axis {
    /// The name of its file.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) sizes: &'static [usize],
}

/// The times of one database.
pub(crate) struct Line {
    name: String,
    points: Vec<(f64, f64)>,
}

impl Axis {
    pub(crate) const fn new(
        name: &'static str,
        title: &'static str,
        sizes: &'static [usize],
    ) -> Self {
        Self { name, title, sizes }
    }
}

impl Line {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            points: Vec::new(),
        }
    }

    /// Adds the time of a size.
    // Sizes are small.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn add(&mut self, size: usize, time: Duration) {
        self.points.push((size as f64, time.as_secs_f64() * 1e6));
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.name)?;
        for (size, micros) in &self.points {
            write!(f, "  {size} → {micros:.1} µs")?;
        }
        Ok(())
    }
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
const MARGIN: f64 = 60.0;
const COLOURS: [&str; 2] = ["#1b6ca8", "#b8541b"];

/// A value's place between the decades of a range.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let low = values.clone().fold(f64::MAX, f64::min).log10().floor();
        let high = values.fold(f64::MIN, f64::max).log10().ceil();
        Self {
            low,
            high: high.max(low + 1.0),
        }
    }

    fn at(&self, value: f64) -> f64 {
        (value.log10() - self.low) / (self.high - self.low)
    }

    fn decades(&self) -> impl Iterator<Item = f64> {
        let (mut next, high) = (self.low, self.high);
        std::iter::from_fn(move || {
            let decade = (next <= high + 0.01).then(|| 10_f64.powf(next));
            next += 1.0;
            decade
        })
    }
}

/// The plot.
pub(crate) fn svg(axis: &Axis, lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let (x, y) = (
        Scale::of(points().map(|p| p.0)),
        Scale::of(points().map(|p| p.1)),
    );
    let across = |size: f64| MARGIN + x.at(size) * (WIDTH - 2.0 * MARGIN);
    let down = |micros: f64| HEIGHT - MARGIN - y.at(micros) * (HEIGHT - 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"white\"/>\n\
         <text x=\"{MARGIN}\" y=\"28\" font-size=\"15\">{}</text>\n",
        axis.title
    );
    let mut draw = |text: String| {
        svg.push_str(&text);
        svg.push('\n');
    };
    let (top, bottom, right) = (MARGIN, HEIGHT - MARGIN, WIDTH - MARGIN);
    for size in x.decades() {
        let at = across(size);
        draw(format!(
            "<path d=\"M{at:.1} {top}V{bottom}\" stroke=\"#ddd\"/>"
        ));
        draw(format!(
            "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{size}</text>",
            bottom + 18.0
        ));
    }
    for micros in y.decades() {
        let at = down(micros);
        draw(format!(
            "<path d=\"M{MARGIN} {at:.1}H{right}\" stroke=\"#ddd\"/>"
        ));
        draw(format!(
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            MARGIN - 6.0,
            at + 4.0,
            label(micros)
        ));
    }
    for (nth, line) in lines.iter().enumerate() {
        let colour = COLOURS[nth % COLOURS.len()];
        let mut path = String::new();
        for (number, (size, micros)) in line.points.iter().enumerate() {
            let letter = if number == 0 { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(path, "{letter}{:.1} {:.1}", across(*size), down(*micros));
        }
        draw(format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"
        ));
        if let (Some((first, cost)), Some((last, _))) = (line.points.first(), line.points.last()) {
            let most = 10_f64.powf(y.high);
            let end = last.min(first * most / cost);
            draw(format!(
                "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"{colour}\" stroke-dasharray=\"2 4\"/>",
                across(*first),
                down(*cost),
                across(end),
                down(cost * end / first)
            ));
        }
        let at = top + 16.0 + 16.0 * f64::from(u32::try_from(nth).unwrap_or(0));
        draw(format!(
            "<text x=\"{}\" y=\"{at}\" fill=\"{colour}\">{}</text>",
            MARGIN + 10.0,
            line.name
        ));
    }
    svg.push_str("</svg>\n");
    svg
}

/// A decade of microseconds, in the unit that needs the fewest digits.
fn label(micros: f64) -> String {
    match micros {
        few if few < 1e3 => format!("{few} µs"),
        some if some < 1e6 => format!("{} ms", some / 1e3),
        many => format!("{} s", many / 1e6),
    }
}
