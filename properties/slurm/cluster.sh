#!/usr/bin/env bash
# properties/slurm/cluster.sh start|stop|kill|missing DIR [NODE]: a Slurm of two virtual nodes (adamant1, adamant2) on this machine, by
# the user who calls, without systemd: every file is under DIR, which is an absolute path. `start` writes
# DIR/slurm.conf, for SLURM_CONF, and returns when both nodes are idle; `stop` ends what `start` began, by pid; `kill`
# ends a node with all that runs on it, as a loss of power would; `missing` names a program that is not installed.
set -euo pipefail

verb=$1 dir=${2%/}
pids() { cat "$dir"/run/*.pid 2>/dev/null || true; }

stop() {
  local pid tries
  for pid in $(pids); do kill "$pid" 2>/dev/null || true; done
  for tries in {1..50}; do
    pids | xargs -r ps -o pid= -p >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  for pid in $(pids); do kill -9 "$pid" 2>/dev/null || true; done
}

missing() {
  local program
  for program in slurmctld slurmd sbatch squeue scontrol munged; do
    PATH=$PATH:/usr/sbin command -v $program >/dev/null || { echo "$program is not installed"; return; }
  done
}

write_configuration() {
  local port=$((20000 + $$ % 20000)) host
  host=$(hostname)
  cat >"$dir/slurm.conf" <<CONF
ClusterName=adamant
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$dir/run/munge.socket
CredType=cred/munge
SlurmctldPort=$port
SlurmctldPidFile=$dir/run/slurmctld.pid
SlurmdPidFile=$dir/run/slurmd-%n.pid
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool-%n
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1
ReturnToService=2
MaxArraySize=10001
SlurmdTimeout=5
SlurmctldTimeout=5
MinJobAge=600
JobRequeue=1
NodeName=adamant1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 RealMemory=500
NodeName=adamant2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 RealMemory=500
PartitionName=all Nodes=adamant1,adamant2 Default=YES MaxTime=INFINITE State=UP
CONF
}

start() {
  export PATH=$PATH:/usr/sbin SLURM_CONF=$dir/slurm.conf
  chmod 755 "$dir"
  mkdir -p "$dir"/{run,state,log,spool-adamant1,spool-adamant2}
  dd if=/dev/urandom of="$dir/munge.key" bs=1024 count=1 status=none
  chmod 600 "$dir/munge.key"
  munged --key-file="$dir/munge.key" --socket="$dir/run/munge.socket" --pid-file="$dir/run/munged.pid" \
    --log-file="$dir/log/munged.log" --seed-file="$dir/munge.seed"
  write_configuration
  slurmctld -f "$dir/slurm.conf" -c
  slurmd -f "$dir/slurm.conf" -N adamant1
  slurmd -f "$dir/slurm.conf" -N adamant2
  local tries
  for tries in {1..150}; do
    [[ $(sinfo --noheader --Node --states=idle --format=%N 2>/dev/null | sort -u | wc -l) == 2 ]] && return
    sleep 0.2
  done
  tail -n 3 "$dir"/log/*.log >&2
  return 1
}

kill_node() {
  local node=$1 task stepd
  for task in $(grep -lz "^SLURM_CONF=$dir/slurm.conf" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3); do
    grep -qz "^SLURMD_NODENAME=$node" "/proc/$task/environ" 2>/dev/null || continue
    stepd=$(ps -o ppid= -p "$task" | tr -d ' ')
    [[ $(ps -o comm= -p "$stepd") != slurmstepd ]] || kill -9 "$stepd"
    kill -9 "$task"
  done
  kill -9 "$(cat "$dir/run/slurmd-$node.pid")"
}

case $verb in
  kill) kill_node "$3" ;;
  missing) missing ;;
  start) start ;;
  stop) stop ;;
esac
