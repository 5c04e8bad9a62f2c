-- What a GPU costs with its part of a rival's host where GPUs, vCPUs and memory are billed apart.
-- formula: (gpus * GPU price + vcpus * vCPU price + ram * RAM price) / gpus
-- source: definition; prices are linear, so several small instances cost what one of their sum would
-- Null where the rival's host is not stated, or where it gives a GPU more than the ceilings known of the
-- provider allow: however many instances are taken, none has that host. How many GPUs fit into one
-- instance does not matter, and an unknown ceiling hinders nothing.
create or replace macro same_host_price(
    gpus, vcpus, ram_gb, gpu_price, vcpu_price, ram_price, max_vcpus_per_gpu, max_ram_gb_per_gpu
) as (
    case
        when
            coalesce(vcpus <= gpus * max_vcpus_per_gpu, true)
            and coalesce(ram_gb <= gpus * max_ram_gb_per_gpu, true)
            then
                cast(
                    (gpus * gpu_price + vcpus * vcpu_price + ram_gb * ram_price) / gpus
                    as decimal(18, 6)
                )
    end
)
