"""The argument of the note, step by step, with live SQL on the published file."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="The note and the data")

with app.setup:
    from datetime import date
    from decimal import Decimal

    import altair as alt
    import duckdb
    import marimo as mo

    from pipeline.project.paths import current_project

    NOTE = "tf_securities_2023_06_20"
    NOTE_LIST = "coreweave_note_2023_06_20"
    # Told apart without colour vision, and in print.
    BLUE, ORANGE, GREY = "#0b5fa5", "#c8500a", "#8a8f98"
    BELOW = alt.Legend(orient="bottom", labelLimit=500)
    WIDTH = 480


@app.cell
def _():
    project = current_project()
    mo.stop(
        not project.published.exists(),
        mo.md("There is no warehouse yet. Make it with `neocloud build`, then run this again."),
    )
    warehouse = duckdb.connect(str(project.published), read_only=True)
    return (warehouse,)


@app.cell
def _(warehouse):
    def ask(sql, parameters=None):
        """Return the rows of a query, one dictionary each."""
        result = warehouse.execute(sql, parameters)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def answer(sql, wrapped=()):
        """Show a query's rows as a table, and the query below it."""
        rows = [{name: cell(name, value) for name, value in row.items()} for row in ask(sql)]
        table = mo.ui.table(rows, selection=None, page_size=15, wrapped_columns=list(wrapped))
        return mo.vstack([table, mo.accordion({"SQL": mo.md(f"```sql\n{sql.strip()}\n```")})])

    def cell(name, value):
        """Return a cell as it is to be read: amounts are numbers, years and dates are text."""
        if isinstance(value, Decimal):
            return float(value)
        return str(value) if isinstance(value, date) or name.endswith("year") else value

    def chart_data(sql, parameters=None):
        """Return the rows of a query as what a chart takes."""
        rows = ask(sql, parameters)
        return alt.Data(values=[{k: cell(k, v) for k, v in row.items()} for row in rows])

    return answer, ask, chart_data


@app.cell
def _(ask):
    (note,) = ask("from reference.sources where source_id = $1", [NOTE])
    mo.md(f"""
    # The note and the data

    On {note["published_date"]} {note["publisher_name"]} published a note on CoreWeave. Its
    argument: CoreWeave rents GPUs at prices far below the large clouds; training large models
    takes so much computing that demand is assured; money and market are there. This notebook
    follows it in that order and puts each step to the data. Every figure is a query on the
    published file; each table has its SQL below it.
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 1. What CoreWeave sells, and at what price

    The note's Table 1 prices a bare GPU. Nobody can rent one: an instance is GPUs, vCPUs and
    memory, each billed by the hour. Choose a GPU to see what one costs with the largest host it
    may be given.
    """)
    return


@app.cell
def _(ask):
    _offers = ask(
        """
        select models.gpu_model_name, prices.gpu_model_id
        from cost.instance_prices as prices
        inner join reference.gpu_models as models on prices.gpu_model_id = models.gpu_model_id
        where prices.price_list_id = $1 and prices.recipe_id = 'max_host'
        order by prices.total_usd_per_hour desc, models.gpu_model_name
        """,
        [NOTE_LIST],
    )
    _names = {offer["gpu_model_name"]: offer["gpu_model_id"] for offer in _offers}
    gpu = mo.ui.dropdown(_names, value=next(iter(_names)), label="GPU")
    gpu
    return (gpu,)


@app.cell
def _(ask, gpu):
    (host,) = ask(
        """
        select
            gpu_usd_per_hour, vcpu_count, vcpu_usd_per_hour, ram_gb, ram_usd_per_hour,
            total_usd_per_hour, total_usd_per_month, gpu_fraction
        from cost.instance_prices
        where price_list_id = $1 and recipe_id = 'max_host' and gpu_model_id = $2
        """,
        [NOTE_LIST, gpu.value],
    )
    mo.hstack(
        [
            mo.stat(f"{host['gpu_usd_per_hour']:.2f}", label="bare GPU", caption="USD an hour"),
            mo.stat(
                f"{host['vcpu_usd_per_hour']:.2f}",
                label=f"{host['vcpu_count']} vCPUs",
                caption="USD an hour",
            ),
            mo.stat(
                f"{host['ram_usd_per_hour']:.2f}",
                label=f"{host['ram_gb']:.0f} GB of memory",
                caption="USD an hour",
            ),
            mo.stat(
                f"{host['total_usd_per_hour']:.2f}",
                label="what you pay",
                caption=f"USD an hour; {1 - host['gpu_fraction']:.0%} is not the GPU",
                bordered=True,
            ),
        ],
        widths="equal",
    )
    return (host,)


@app.cell
def _(chart_data, gpu):
    _parts = chart_data(
        """
        unpivot (
            select
                models.gpu_model_name as model, prices.gpu_model_id,
                prices.gpu_usd_per_hour as "GPU", prices.vcpu_usd_per_hour as "vCPUs",
                prices.ram_usd_per_hour as "memory"
            from cost.instance_prices as prices
            inner join reference.gpu_models as models on prices.gpu_model_id = models.gpu_model_id
            where prices.price_list_id = $1 and prices.recipe_id = 'max_host'
        ) on "GPU", "vCPUs", "memory" into name part value usd_per_hour
        """,
        [NOTE_LIST],
    )
    alt.Chart(_parts, title="One GPU with the largest host, June 2023").mark_bar().encode(
        x=alt.X("usd_per_hour:Q", title="USD an hour"),
        y=alt.Y("model:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220)),
        color=alt.Color(
            "part:N",
            title=None,
            legend=BELOW,
            scale=alt.Scale(domain=["GPU", "memory", "vCPUs"], range=[BLUE, GREY, ORANGE]),
        ),
        order=alt.Order("part:N"),
        opacity=alt.condition(
            f"datum.gpu_model_id == '{gpu.value}'", alt.value(1), alt.value(0.55)
        ),
        tooltip=["model:N", "part:N", "usd_per_hour:Q"],
    ).properties(width=WIDTH)
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 2. Is it 80 % cheaper?

    The note says so twice. Each dot is an offer of another cloud that was known on the day of the
    note, on demand, with the same GPU; the same number of vCPUs and GB is priced at CoreWeave's
    own list of the day.
    """)
    return


@app.cell
def _(ask):
    (claim,) = ask(
        """
        select verdict_code, computed_value, computed_low_value, computed_high_value, reason
        from audit.claim_verdicts where claim_id = 'saving_80_percent'
        """
    )
    mo.callout(
        mo.md(f"**{claim['verdict_code'].capitalize()}.** {claim['reason']}"),
        kind="danger" if claim["verdict_code"] == "contradicted" else "info",
    )
    return (claim,)


@app.cell
def _(ask, chart_data):
    _savings = chart_data(
        """
        select
            parties.party_name as rival, savings.rival_instance_type_name as instance,
            savings.same_host_saving_fraction as saving,
            if(savings.is_large_cloud, 'large cloud', 'smaller cloud') as size
        from audit.claimed_savings as savings
        inner join reference.parties on savings.rival_provider_id = parties.party_id
        where savings.claim_id = 'saving_80_percent'
        """
    )
    (_claimed,) = ask(
        "select stated_value as saving from reference.claims where claim_id = $1",
        ["saving_80_percent"],
    )
    _rule = alt.Data(values=[{"saving": float(_claimed["saving"]), "text": "claimed"}])
    _dots = (
        alt.Chart(_savings)
        .mark_circle(size=90)
        .encode(
            x=alt.X("saving:Q", axis=alt.Axis(format="%"), title="saving on the rival's own shape"),
            y=alt.Y("rival:N", title=None, axis=alt.Axis(labelLimit=220)),
            color=alt.Color(
                "size:N", title=None, legend=BELOW, scale=alt.Scale(range=[BLUE, ORANGE])
            ),
            tooltip=["rival:N", "instance:N", alt.Tooltip("saving:Q", format=".1%")],
        )
    )
    _line = alt.Chart(_rule).mark_rule(strokeDash=[4, 4], size=2).encode(x="saving:Q")
    _label = (
        alt.Chart(_rule)
        .mark_text(align="right", dx=-4, baseline="top")
        .encode(x="saving:Q", y=alt.value(2), text="text:N")
    )
    (_dots + _line + _label).properties(
        width=WIDTH, height=200, title="Left of zero the rival is cheaper"
    )
    return


@app.cell(hide_code=True)
def _(ask):
    (_gpt_3,) = ask("from core.training_compute where model_id = 'gpt_3'")
    (_as_rate,) = ask(
        "select reason from audit.claim_verdicts where claim_id = 'gpt_3_training_compute_as_rate'"
    )
    mo.md(f"""
    ## 3. What it takes to train GPT-3

    {_gpt_3["training_compute_flop"]:.3g} operations. The note prints them as a rate.
    {_as_rate["reason"]} How long a GPU works on it depends on how much of its peak a job reaches.
    """)
    return


@app.cell
def _():
    utilization = mo.ui.slider(
        start=20, stop=60, step=5, value=40, label="share of the peak reached, %", show_value=True
    )
    utilization
    return (utilization,)


@app.cell
def _(ask, utilization):
    (training,) = ask(
        """
        from training_cost(
            (select training_compute_flop from core.training_compute where model_id = 'gpt_3'),
            $1, 'h100_sxm', utilization := $2
        )
        """,
        [NOTE_LIST, utilization.value / 100],
    )
    mo.md(f"""
    On H100s at the note's prices: **{training["gpu_hours"]:,.0f} GPU-hours** and
    **{training["full_host_cost_usd"]:,.0f} USD** with whole hosts. The bare GPUs, which is all
    that the note prices, would be {training["gpu_only_cost_usd"]:,.0f} USD. Storage, network,
    failed runs and the research before the run are not in it.
    """)
    return (training,)


@app.cell
def _(answer):
    answer(f"""
    select
        gpu_model_id, round(gpu_hours, 0) as gpu_hours, gpu_only_cost_usd, full_host_cost_usd
    from cost.training_runs
    where model_id = 'gpt_3' and price_list_id = '{NOTE_LIST}' and scenario_code = 'base'
    order by full_host_cost_usd, gpu_model_id
    """)
    return


@app.cell(hide_code=True)
def _(ask):
    (_total,) = ask("from reference.claims where claim_id = 'total_funding'")
    mo.md(f"""
    ## 4. Who funds it

    {_total["stated_value"] / 1_000_000:,.1f} million dollars of funding, says the note; debt is
    counted in. Move the slider to see what was known later; at zero it is the day of the note.
    """)
    return


@app.cell
def _():
    months = mo.ui.slider(
        start=0, stop=36, value=0, label="months after the note", show_value=True, full_width=True
    )
    months
    return (months,)


@app.cell
def _(ask, months):
    ((_day),) = ask(
        "select cast(published_date + to_months($2) as date) as known_by"
        " from reference.sources where source_id = $1",
        [NOTE, months.value],
    )
    known_by = _day["known_by"]
    (funding,) = ask("from funding_as_of('coreweave', $1)", [known_by])
    mo.hstack(
        [
            mo.stat(f"{known_by:%d %b %Y}".replace(" ", "\u00a0"), label="known by"),
            mo.stat(f"{funding['equity_usd'] / 1_000_000:,.1f} M", label="equity, USD"),
            mo.stat(f"{funding['debt_usd'] / 1_000_000:,.1f} M", label="debt, USD"),
            mo.stat(
                f"{funding['new_money_usd'] / 1_000_000:,.1f} M",
                label="in all, USD",
                caption=f"{funding['debt_usd'] / funding['new_money_usd']:.0%} is debt",
                bordered=True,
            ),
        ],
        widths="equal",
    )
    return funding, known_by


@app.cell
def _(answer, known_by):
    answer(f"""
    select round_name, known_date, equity_usd, debt_usd, cumulative_new_money_usd as sum_usd
    from growth.funding_by_round_known_by('{known_by}')
    where company_id = 'coreweave' and new_money_usd > 0
    order by cumulative_new_money_usd
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 5. The market and the computing power

    The note takes one publisher's size of the cloud market. Others count other things; each dot
    is one publication, and no line joins two of them.
    """)
    return


@app.cell
def _(chart_data):
    _sizes = chart_data(
        """
        select
            markets.market_name as market, sources.publisher_name as publisher, sizes.year,
            sizes.market_size_usd / 1e9 as billion_usd, sizes.value_type, sizes.bound_type
        from growth.market_sizes as sizes
        inner join reference.markets on sizes.market_id = markets.market_id
        inner join reference.sources on sizes.source_id = sources.source_id
        where sizes.segment_name = 'total' and sizes.year between 2020 and 2025
        """
    )
    alt.Chart(_sizes, title="The cloud market by whoever measures it").mark_point(
        filled=True, size=80
    ).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("billion_usd:Q", title="billion USD"),
        color=alt.Color(
            "market:N",
            title=None,
            scale=alt.Scale(scheme="dark2"),
            legend=alt.Legend(orient="bottom", columns=1, labelLimit=500),
        ),
        shape=alt.Shape("value_type:N", title=None, legend=BELOW),
        tooltip=[
            "market:N",
            "publisher:N",
            "year:O",
            "billion_usd:Q",
            "value_type:N",
            "bound_type:N",
        ],
    ).properties(width=WIDTH, height=280)
    return


@app.cell
def _(answer):
    answer("""
    select
        region_code, from_year, to_year, to_eflop_per_s, value_type,
        round(100 * cagr_fraction, 1) as growth_percent_per_year,
        round(doubling_time_years, 2) as doubling_time_years
    from growth.compute_capacity
    order by region_code, from_year, to_year
    """)
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 6. How the claims fared

    Every testable statement has a verdict, from what was known when it was made. Untestable is an
    answer too: the reason says which data would be needed.
    """)
    return


@app.cell
def _(ask):
    verdicts = ask(
        """
        select verdict_code, count(*) as claim_count
        from audit.claim_verdicts
        where source_id = $1
        group by all
        order by claim_count desc, verdict_code
        """,
        [NOTE],
    )
    verdict = mo.ui.dropdown(
        {f"{row['verdict_code']} ({row['claim_count']})": row["verdict_code"] for row in verdicts},
        value=next(
            f"{row['verdict_code']} ({row['claim_count']})"
            for row in verdicts
            if row["verdict_code"] == "contradicted"
        ),
        label="verdict",
    )
    verdict
    return verdict, verdicts


@app.cell
def _(answer, verdict):
    answer(
        f"""
    select verdicts.statement, verdicts.reason, verdicts.is_hindsight
    from audit.claim_verdicts as verdicts
    where verdicts.source_id = '{NOTE}' and verdicts.verdict_code = '{verdict.value}'
    order by verdicts.claim_id
    """,
        wrapped=("statement", "reason"),
    )
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 7. What was known when

    The slider of section 4 also moves this: what we would have said an H100 costs at CoreWeave in
    June 2026, on the day chosen there. As long as no later list is known it is the note's price,
    and of a bare GPU.
    """)
    return


@app.cell
def _(answer, known_by):
    answer(f"""
    select
        price_list_id, price_basis_code, offer_name, region_name,
        coalesce(price_usd_per_hour, price_usd_per_unit_hour) as usd_per_hour, known_date
    from price_list_as_of('coreweave', '2026-06-20', known_by := '{known_by}')
    where gpu_model_id = 'h100_sxm'
    order by usd_per_hour desc, offer_name, region_name
    """)
    return


@app.cell
def _(ask):
    hindsight = ask(
        """
        select statement, verdict_code, reason
        from audit.claim_verdicts
        where source_id = $1 and is_hindsight
        order by evidence_known_date, claim_id
        """,
        [NOTE],
    )
    mo.md(
        "Of the note's claims these could be tested only with what came later:\n\n"
        + "\n".join(
            f"- {row['statement']} {row['reason']} ({row['verdict_code']})" for row in hindsight
        )
    )
    return (hindsight,)


if __name__ == "__main__":
    app.run()
