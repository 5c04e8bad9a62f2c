"use strict";
// The macros instance_price and training_cost of the warehouse, digit for digit; a test compares
// them over random shapes. Each answers {refusal} or the columns of the macro as text.
const refusals = {
  shape: () => ["an instance has whole GPUs and vCPUs, at least one of each, and memory",
    "实例的 GPU 与 vCPU 须为至少各一的整数，且须有内存"],
  list: () => ["there is no such price list; see core.price_lists", "没有此价目；见 core.price_lists"],
  gpu: () => ["the list has no such GPU; see core.component_prices",
    "价目中没有此 GPU；见 core.component_prices"],
  gpus: (most) => [`at most ${most} GPUs per instance`, `每个实例至多 ${most} 块 GPU`],
  vcpus: (most) => [`at most ${most} vCPUs per GPU`, `每块 GPU 至多 ${most} 个 vCPU`],
  ram: (most) => [`at most ${most} GB per GPU`, `每块 GPU 至多 ${most} GB`],
  flop: () => ["the number of operations must be positive", "运算量须为正数"],
  utilization: (given) => [`utilisation is over 0, at most 1, not ${given}`,
    `利用率须大于 0 且不超过 1，而不是 ${given}`],
  bare: () => ["the list prices no such GPU by itself; see cost.gpu_unit_costs",
    "价目没有为此 GPU 单独定价；见 cost.gpu_unit_costs"],
  speed: () => ["no source states its dense 16-bit speed; see reference.gpu_models",
    "没有来源给出其稠密 16 位速度；见 reference.gpu_models"],
};

// Only what JavaScript and SQL read as the same number.
const plain = (text) => (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN);

const formulas = {
  instancePrice(known, asked) {
    const gpus = exact.parse(asked.gpus, 0);
    const vcpus = exact.parse(asked.vcpus, 0);
    const memory = exact.parse(asked.ram, 2);
    const list = known.lists[asked.list];
    const priced = list?.gpus[asked.gpu];
    const over = (amount, limit) => limit !== null && amount > limit;
    let reason = null;
    if (!gpus || !vcpus || !memory) reason = refusals.shape();
    else if (!list) reason = refusals.list();
    else if (!priced) reason = refusals.gpu();
    else if (over(gpus, priced.max_gpus)) reason = refusals.gpus(priced.max_gpus);
    else if (priced.max_vcpus !== null && vcpus > gpus * BigInt(priced.max_vcpus)) {
      reason = refusals.vcpus(priced.max_vcpus);
    } else if (priced.max_ram !== null && memory > gpus * BigInt(priced.max_ram) * 100n) {
      reason = refusals.ram(priced.max_ram);
    }
    if (reason) {
      const shape = `${asked.gpus} x ${asked.gpu}, ${asked.vcpus} vCPUs and ${asked.ram} GB`;
      return { refusal: [`no price of ${shape} at ${asked.list}: ${reason[0]}`, reason[1]] };
    }
    const gpuPart = gpus * exact.parse(priced.gpu, 6);
    const vcpuPart = vcpus * exact.parse(list.vcpu, 6);
    const ramPart = exact.rounded(memory * exact.parse(list.ram, 6), 8, 6);
    const total = gpuPart + vcpuPart + ramPart;
    const number = (amount) => Number(exact.text(amount, 6));
    return {
      gpu_usd_per_hour: exact.text(gpuPart, 6),
      vcpu_usd_per_hour: exact.text(vcpuPart, 6),
      ram_usd_per_hour: exact.text(ramPart, 6),
      total_usd_per_hour: exact.text(total, 6),
      total_usd_per_gpu_hour: exact.text(exact.fromNumber(number(total) / Number(gpus), 6), 6),
      gpu_fraction: number(gpuPart) / number(total),
    };
  },

  trainingCost(known, asked) {
    const flop = plain(asked.flop);
    const utilization = plain(asked.utilization);
    const priced = known.lists[asked.list]?.gpus[asked.gpu];
    const tflop = known.models[asked.gpu]?.tflop ?? null;
    const { flop_per_tflop: scale, seconds_per_hour: seconds } = known.assumed;
    let reason = null;
    if (!(flop > 0 && Number.isFinite(flop))) reason = refusals.flop();
    else if (!(utilization > 0 && utilization <= 1)) {
      reason = refusals.utilization(asked.utilization); // as it was typed, as the macro says it
    } else if (!known.lists[asked.list]) reason = refusals.list();
    else if (!priced) reason = refusals.bare();
    else if (tflop === null) reason = refusals.speed();
    if (reason) {
      return { refusal: [`no cost on ${asked.gpu} at ${asked.list}: ${reason[0]}`, reason[1]] };
    }
    const hours = flop / (tflop * scale * utilization * seconds);
    const cost = (price) =>
      price === null ? null : exact.text(exact.fromNumber(hours * Number(price), 2), 2);
    return {
      gpu_hours: hours,
      gpu_only_cost_usd: cost(priced.gpu),
      full_host_cost_usd: cost(priced.full_host),
    };
  },
};
