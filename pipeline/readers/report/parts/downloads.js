"use strict";
// A text that a spreadsheet would run as a formula is marked as text.
const harmless = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function asCsv(chart) {
  const numeric = new Set(chart.numeric);
  const line = (values) => values
    .map((value, place) => {
      const text = value === null ? "" : String(value);
      return quoted(numeric.has(chart.fields[place]) ? text : harmless(text));
    })
    .join(",");
  return [chart.fields.join(","), ...chart.rows.map(line)].join("\r\n") + "\r\n";
}

function asJson(chart) {
  const row = (values) => Object.fromEntries(chart.fields.map((field, place) => [field, values[place]]));
  return JSON.stringify(chart.rows.map(row), null, 1);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-download]");
  if (!button) return;
  const { download: format, of: name } = button.dataset;
  const text = format === "csv" ? asCsv(page.charts[name]) : asJson(page.charts[name]);
  const type = format === "csv" ? "text/csv;charset=utf-8" : "application/json";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${name}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});
