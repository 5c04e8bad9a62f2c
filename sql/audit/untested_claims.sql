-- One row per claim that no table here can test, with the data that would be needed.
-- grain: claim_id
-- For the claims of HGX H100 against HGX A100 the ratio of peak 16-bit speeds is shown. It is no
-- evidence: the claims are of applications, up to, and a peak is what no application reaches.
with

needs (claim_id, missing) as (
    values
    ('cpu_cores_on_demand', 'the number of CPU cores that CoreWeave runs'),
    (
        'docs_speed_up_35x',
        'run times of one job at CoreWeave and at a general-purpose cloud, and the baseline meant'
    ),
    ('hgx_h100_hpc_7x', 'run times of one HPC application on both, and which application is meant'),
    (
        'hgx_h100_inference_30x',
        'inference speeds of one model on both, at the same latency, and which model is meant'
    ),
    (
        'hgx_h100_training_9x',
        'training times of one model on both, at the same number of GPUs, and which model is meant'
    ),
    (
        'low_latency_people',
        'the sites of CoreWeave''s data centers, and how many people live within the latency meant'
    ),
    ('microsoft_revenue_mainly_cloud', 'Microsoft''s revenue by segment for FY23Q3'),
    ('node_bandwidth', 'the network adapters of a node, from a data sheet'),
    ('palm_2_products_over_25', 'Google''s list of the products that use PaLM 2'),
    (
        'speed_up_35x',
        'run times of one job at CoreWeave and at a general-purpose cloud, and the baseline meant'
    ),
    (
        'speed_up_35x_abstract',
        'run times of one job at CoreWeave and at a general-purpose cloud, and the baseline meant'
    ),
    ('storage_copies_3', 'CoreWeave''s documentation of its storage'),
    ('storage_volume_range', 'CoreWeave''s documentation of its storage'),
    ('virtual_server_start_in_seconds', 'measured start times of virtual servers'),
    ('workload_start_within_5_seconds', 'measured start times of workloads')
),

speeds as (
    select
        format(
            '{:.2f}',
            max(bf16_dense_tflop_per_s) filter (where gpu_model_id = 'h100_sxm')
            / max(bf16_dense_tflop_per_s) filter (where gpu_model_id = 'a100_sxm_80gb')
        ) as peak_ratio
    from reference.gpu_models
)

select
    needs.claim_id,  -- slug of the claim
    case
        when starts_with(needs.claim_id, 'hgx_h100')
            then
                'no benchmark: the peak dense 16-bit speed of H100 SXM is '
                || speeds.peak_ratio || ' times that of A100 SXM (reference.gpu_models)'
    end as evidence,  -- rows that count and the documents they are from
    concat('no table here has it; would need ', needs.missing)
        as finding  -- what was found, or which data are missing
from needs
cross join speeds
