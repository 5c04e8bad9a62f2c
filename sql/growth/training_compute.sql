-- One row per AI model and source: training compute, stated and by rule, and the frontier's pace.
-- grain: model_id, source_id
-- formula: six_n_d_flop = training_flop_per_parameter_token * parameter_count * training_token_count
-- formula: doubling_time_years = 1 / slope of log2(training_compute_flop) over years, frontier only
-- source: Kaplan et al. 2020, Scaling Laws for Neural Language Models, section 2.1
-- The frontier is every model that took more compute than all released before it; the fit is
-- ordinary least squares over those whose release day and compute are stated.
-- The fit takes years of 365.25 days and is one number, repeated in every row; a model counts once,
-- by its preferred source. 6ND and the ratio are null where parameters or tokens are not stated.
-- Both versions stand here where two sources state a model.
with

assumed as (
    select
        max(value) filter (where assumption_id = 'training_flop_per_parameter_token')
            as flop_per_parameter_token,
        max(value) filter (where assumption_id = 'days_per_year') as days_per_year
    from reference.assumptions
    where scenario_code = 'base'
),

released as (
    select
        models.model_id,
        models.training_compute_flop,
        (models.release_date - min(models.release_date) over ())
        / cast(assumed.days_per_year as double) as release_years,
        max(models.training_compute_flop) over (
            order by models.release_date
            range between unbounded preceding and interval 1 day preceding
        ) as record_flop
    from core.training_compute as models
    cross join assumed
    where models.release_date is not null
),

frontier as (
    select * from released
    where training_compute_flop > coalesce(record_flop, 0)
),

fit as (
    select
        -- cut to six places: the sums behind a slope depend on the order of the rows;
        -- null where all are of one day, which has no slope: DuckDB 1.2 cannot try to cast a NaN
        cast(
            case
                when max(release_years) > min(release_years)
                    then
                        try_cast(
                            1 / nullif(regr_slope(log2(training_compute_flop), release_years), 0)
                            as decimal(18, 6)
                        )
            end as double
        ) as doubling_time_years,
        count(*) as frontier_model_count
    from frontier
),

models as (
    select
        ai_models.*,
        cast(assumed.flop_per_parameter_token as double)
        * ai_models.parameter_count
        * ai_models.training_token_count as six_n_d_flop
    from market.ai_models
    cross join assumed
)

select
    models.model_id,
    models.source_id,
    models.model_name,
    models.release_date,
    models.date_precision_code,
    coalesce(models.known_date, sources.published_date) as known_date,
    models.parameter_count,
    models.training_token_count,
    models.training_compute_flop,
    models.six_n_d_flop,  -- operations by the rule of six per weight and token
    models.training_compute_flop / models.six_n_d_flop
        as stated_to_six_n_d_ratio,  -- stated over rule; far from 1 asks for an explanation
    frontier.model_id is not null as is_frontier,  -- whether it took more than all before it
    fit.doubling_time_years,  -- years in which the quantity doubles at its growth
    fit.frontier_model_count,  -- models behind the fitted doubling time
    models.bound_type
from models
inner join reference.sources on models.source_id = sources.source_id
left join frontier on models.model_id = frontier.model_id
cross join fit
