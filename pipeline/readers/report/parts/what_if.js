"use strict";
const form = document.getElementById("what-if-form");
const known = page.what_if;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;
const inChinese = () => document.documentElement.lang !== "en";

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

function fillGpus() {
  const gpus = Object.keys(known.lists[form.list.value].gpus)
    .map((gpu) => [gpu, known.models[gpu].name]);
  fill(form.gpu, gpus, form.gpu.value || "h100_sxm");
}

function instanceSql(asked) {
  const call = `instance_price(${literal(asked.list)}, ${literal(asked.gpu)}, ${asked.gpus}, ${asked.vcpus}, ${asked.ram})`;
  return `select\n    *,\n    total_usd_per_hour * ${asked.hours} as total_usd\nfrom ${call}`;
}

function trainingSql(asked) {
  const call = `${asked.flop}, ${literal(asked.list)}, ${literal(asked.gpu)}`;
  return `from training_cost(${call}, utilization := ${asked.utilization})`;
}

function answer(name, found, sql) {
  const refusal = found.refusal?.[inChinese() ? 1 : 0] ?? "";
  document.getElementById(`${name}-refusal`).textContent = refusal;
  document.getElementById(`${name}-answer`).hidden = Boolean(refusal);
  const code = document.getElementById(`${name}-sql`);
  code.textContent = refusal ? "" : sql;
  code.parentElement.hidden = Boolean(refusal);
  document.querySelector(`[data-copy="${name}-sql"]`).hidden = Boolean(refusal);
  for (const place of document.querySelectorAll(`#${name}-answer [data-answer]`)) {
    const value = found[place.dataset.answer];
    place.textContent = value === null ? (inChinese() ? "未知" : "not known") : told(value);
    place.dataset.exact = value ?? "";
  }
}

function told(value) {
  if (typeof value === "string") return exact.shown(value);
  if (value > 1) return value.toLocaleString("en", { maximumFractionDigits: 1 });
  return `${(100 * (value ?? 0)).toFixed(1)} %`;
}

function compute() {
  const asked = Object.fromEntries([...new FormData(form)].map(([name, text]) => [name, text.trim()]));
  const hours = exact.parse(asked.hours, 2);
  let price = formulas.instancePrice(known, asked);
  if (!price.refusal && !hours) {
    price = { refusal: ["hours are a number over 0 with at most two places", "小时数须大于 0，至多两位小数"] };
  }
  if (!price.refusal) {
    price.total_usd = exact.text(exact.parse(price.total_usd_per_hour, 6) * hours, 8);
  }
  answer("instance", price, instanceSql(asked));
  answer("training", formulas.trainingCost(known, asked), trainingSql(asked));
  showSource(known.lists[asked.list].source_id);
}

function showSource(source) {
  const link = document.createElement("a");
  link.href = `#source-${source}`;
  link.textContent = source;
  document.getElementById("what-if-source").replaceChildren(link);
}

function fillModels() {
  const own = inChinese() ? "自定" : "of your own";
  const chosen = form.model.value;
  fill(form.model, [["", own], ...known.trained.map((model) => [model.name, model.name])], chosen);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  if (event.target === form.list) fillGpus();
  if (event.target === form.model) {
    const model = known.trained.find((each) => each.name === form.model.value);
    if (model) form.flop.value = String(model.flop);
  }
  if (event.target === form.flop) form.model.value = "";
  compute();
});
document.addEventListener("language", () => { fillModels(); compute(); });
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const code = document.getElementById(button.dataset.copy);
  const said = document.getElementById("status");
  try {
    await navigator.clipboard.writeText(code.textContent);
    said.textContent = inChinese() ? "已复制" : "copied";
  } catch {
    getSelection().selectAllChildren(code);
    said.textContent = inChinese() ? "已选中，请手动复制" : "selected; copy it with your keyboard";
  }
});

fill(form.list, Object.keys(known.lists).map((list) => [list, list]), form.list.value);
fillGpus();
fillModels();
form.model.value = "GPT-3";
paint(kept.read("theme") ?? "auto");
speak(kept.read("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
