"""The meaning of columns that several tables have: one name, one meaning."""

SHARED = {
    "acquirer_id": "Party that buys the company.",
    "amount_usd": "Amount of money; empty if not stated.",
    "announced_date": "When it was announced; empty if no source says.",
    "as_of_date": "Day for which the figure holds.",
    "bound_type": "How firmly the source states the figure.",
    "column_name": "Column of the table.",
    "company_id": "Party the facts are about.",
    "confidence_code": "How sure the source is of the row's figures.",
    "customer_id": "Party that buys the compute.",
    "date_precision_code": (
        "How much of the date the source states; the unstated part is its first day."
    ),
    "description": "What the source says of it, in our words.",
    "fiscal_period_name": "Period in the company's own calendar: FY24Q1, or FY24 for a year.",
    "gpu_count": "Accelerators: of the instance, or of the fleet (central estimate).",
    "investor_id": "Party that invests or lends.",
    "known_date": (
        "When the world could know the row; in a seed, empty means when its source was published."
    ),
    "market_size_usd": "Spending or revenue in the period.",
    "owner_id": "Party that owns the accelerators.",
    "period_end_date": "Last day of the period.",
    "period_start_date": "First day of the period; empty for a balance.",
    "provider_id": "Party that offers the compute.",
    "ram_gb": "Memory of the host.",
    "rating_code": "Step of the scale, as a slug.",
    "rationale": "Why it was chosen.",
    "reason": "Why, in one sentence.",
    "region_code": "WORLD, or a country in ISO 3166-1 alpha-2.",
    "release_date": "When the product or AI model was published; empty if not stated.",
    "segment_name": "Part of the whole as the source names it, or 'total'.",
    "source_locator": "Place in the source where the row is stated.",
    "supplier_id": "Party that sells the compute.",
    "table_name": "Schema and table.",
    "unit_name": "Unit of the value, spelled out.",
    "value_type": "actual, estimate or forecast when it was published.",
    "vcpu_count": "vCPUs of the instance.",
    "vendor_id": "Party that designs or makes it.",
    "year": "Calendar year.",
}
