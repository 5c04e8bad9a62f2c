"""The sections of the report, in the order of the page."""

from dataclasses import dataclass

from pipeline.readers.report.texts import Text


@dataclass(frozen=True)
class Section:
    """A part of the page: its anchor, its heading and its place in the contents."""

    name: str
    title: Text


SECTIONS = (
    Section("price", Text("What a GPU-hour costs", "每 GPU 小时的价格")),
    Section("elsewhere", Text("The same host elsewhere", "同样主机在别处的价格")),
    Section("history", Text("Prices 2021 to 2026", "2021 至 2026 年价格")),
    Section("training", Text("Cost of training", "训练成本")),
    Section("funding", Text("Funding", "融资")),
    Section("valuation", Text("Valuation", "估值")),
    Section("market", Text("Market size", "市场规模")),
    Section("compute", Text("Computing power", "算力")),
    Section("capital", Text("Capital efficiency", "资本效率")),
    Section("verdicts", Text("Verdicts", "核查结论")),
)
