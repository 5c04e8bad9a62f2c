-- The id of the GPU that a typed name stands for, or a stop that names the nearest.
-- source: resolved_name, with its rule of what fits
-- 'A40' gives a40; 'H100' stops, since it may be h100_nvl, h100_pcie or h100_sxm.
create or replace macro resolved_gpu_model(typed) as (resolved_name('GPU', typed))
