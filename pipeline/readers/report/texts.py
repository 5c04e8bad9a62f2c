"""Text in the languages of the report, and the words for the codes that the data use."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True)
class Text:
    """The same words in every language of the report."""

    en: str
    zh: str

    def __getitem__(self, language: Language) -> str:
        """Return the words in one language."""
        return self.zh if language == "zh" else self.en


CODES = {
    "exact": Text("exact", "确切"),
    "approximate": Text("about", "约"),
    "at_least": Text("at least", "至少"),
    "at_most": Text("at most", "至多"),
    "order_of_magnitude": Text("order of magnitude", "数量级"),
    "actual": Text("actual", "实际"),
    "estimate": Text("estimate", "估计"),
    "forecast": Text("forecast", "预测"),
    "component": Text("GPU alone", "仅 GPU"),
    "instance": Text("whole instance", "整机实例"),
    "reproduced": Text("reproduced", "已复现"),
    "consistent": Text("consistent", "不矛盾"),
    "contradicted": Text("contradicted", "被推翻"),
    "untestable": Text("untestable", "无法检验"),
    "pre_money": Text("pre-money", "投前"),
    "post_money": Text("post-money", "投后"),
    "reported": Text("reported", "媒体报道"),
    "day": Text("day", "日"),
    "month": Text("month", "月"),
    "quarter": Text("quarter", "季度"),
    "year": Text("year", "年"),
    "not_stated": Text("not stated", "未说明"),
    "WORLD": Text("World", "全球"),
    "CN": Text("China", "中国"),
    "true": Text("yes", "是"),
    "false": Text("no", "否"),
}


def word(code: str) -> Text:
    """Return the words for a code; one that has none stands for itself."""
    return CODES.get(code, Text(code, code))
