"use strict";
const page = JSON.parse(document.getElementById("data").textContent);
const words = (code, language) => page.codes[code]?.[language] ?? code;

// The rows of a chart as Vega wants them: numbers as numbers, codes as words of the language.
function rowsFor(chart, language) {
  const fields = new Set(chart.fields);
  const numeric = new Set(chart.numeric);
  const codes = new Set(chart.codes);
  return chart.rows.map((values, index) => {
    const row = { row_index: index };
    chart.fields.forEach((field, place) => {
      const value = values[place];
      if (codes.has(field) && value !== null) {
        row[`${field}_code`] = String(value);
        row[field] = words(String(value), language);
      } else if (!field.endsWith("_zh")) {
        row[field] = numeric.has(field) && value !== null ? Number(value) : value;
      }
      if (language === "zh" && fields.has(`${field}_zh`)) {
        row[field] = values[chart.fields.indexOf(`${field}_zh`)];
      }
    });
    return row;
  });
}

// Pixels of a name's letters and lines, and what is left for it beside the drawing.
const sizes = (narrow) => (narrow ? { letter: 10, line: 14, room: 118 } : { letter: 12, line: 15, room: 300 });
const measure = document.createElement("canvas").getContext("2d");

// A name that finds no room is broken where words end; drawing.py draws the lines.
function inLines(name, room) {
  const lines = [];
  for (const part of name.split(" | ")) {
    let line = "";
    for (const word of part.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (line && measure.measureText(longer).width > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

// The drawing with its names in lines, and as high as any two of them side by side need.
function withNames(chart, spec, rows, narrow) {
  if (!chart.names) return spec;
  const { letter, line, room } = sizes(narrow);
  measure.font = `${letter}px ${getComputedStyle(document.body).fontFamily}`;
  rows.forEach((row) => { row[chart.names] = inLines(row[chart.names], room); });
  const counts = [...new Set(rows.map((row) => row[chart.names]))].map((name) => name.split("\n").length);
  const pitch = line * Math.max(...counts.map((count, place) => (count + (counts[place - 1] ?? 1)) / 2));
  return { ...spec, height: Math.max(spec.height, pitch * counts.length) };
}

function look(narrow) {
  const font = getComputedStyle(document.body).fontFamily;
  const text = { labelColor: "var(--ink)", titleColor: "var(--soft)", labelFontSize: sizes(narrow).letter,
    titleFontSize: narrow ? 11 : 12, titleFontWeight: "normal" };
  return {
    font,
    background: null,
    view: { stroke: null },
    text: { fill: "var(--ink)", fontSize: narrow ? 10 : 11 },
    axis: { ...text, domainColor: "var(--line)", tickColor: "var(--line)", gridColor: "var(--line)",
      gridOpacity: 0.6, labelSeparation: 4, labelLimit: sizes(narrow).room },
    axisQuantitative: { tickCount: narrow ? 4 : 7 },
    axisYBand: { grid: false, ticks: false, domain: false, labelPadding: 8 },
    axisYPoint: { grid: false, ticks: false, domain: false, labelPadding: 8 },
    axisXBand: { grid: false },
    axisXPoint: { grid: false },
    legend: { ...text, orient: "top", direction: narrow ? "vertical" : "horizontal",
      columns: narrow ? 1 : 0, symbolStrokeWidth: 2, labelLimit: narrow ? 290 : 600, offset: 10,
      symbolBaseFillColor: "var(--ink)", symbolBaseStrokeColor: "var(--ink)" },
    point: { strokeWidth: 2 },
    mark: { tooltip: { content: "data" } },
    style: {
      claim_label: { fill: "var(--ink)", fontSize: narrow ? 10 : 11, fontStyle: "italic" },
    },
  };
}

// A hint shows the row of the table below: one place says what a mark means.
function showHint(handler, event, item, value) {
  let hint = document.getElementById("vg-tooltip-element");
  hint?.remove();
  const table = event.target.closest?.(".chart")?.querySelector("table");
  const cells = table?.tBodies[0].rows[value?.row_index]?.cells;
  if (!cells) return;
  hint = document.createElement("div");
  hint.id = "vg-tooltip-element";
  hint.setAttribute("aria-hidden", "true");
  const list = hint.appendChild(document.createElement("dl"));
  [...cells].forEach((cell, place) => {
    if (!cell.innerText && !cell.textContent.trim()) return;
    list.appendChild(document.createElement("dt")).textContent = visible(table.tHead.rows[0].cells[place]);
    list.appendChild(document.createElement("dd")).textContent = visible(cell);
  });
  document.body.appendChild(hint);
  const left = Math.min(event.pageX + 14, document.documentElement.clientWidth - hint.offsetWidth - 8);
  hint.style.left = `${Math.max(8, left)}px`;
  hint.style.top = `${event.pageY + 14}px`;
}

function visible(element) {
  const language = document.documentElement.lang === "en" ? "en" : "zh";
  return element.querySelector(`[data-in="${language}"]`)?.textContent ?? element.textContent.trim();
}

let drawing = Promise.resolve();
function drawAll(language) {
  delete document.documentElement.dataset.drawn;
  drawing = drawing.then(async () => {
    for (const place of document.querySelectorAll("[data-chart]")) {
      const chart = page.charts[place.dataset.chart];
      const narrow = window.innerWidth < 600;
      const rows = rowsFor(chart, language);
      const spec = withNames(chart, chart.specs[language], rows, narrow);
      await vegaEmbed(place, { ...spec, datasets: { rows } }, {
        actions: false, renderer: "svg", defaultStyle: false, tooltip: showHint,
        config: look(narrow),
      });
    }
    document.documentElement.dataset.drawn = language;
  });
}
