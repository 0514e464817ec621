/*
 * What the kernel counts of a running process and all its threads, for the bench of terminal
 * programs. All are 0 once it is gone.
 */
#ifndef ASSAY_TESTS_BENCH_TUI_PROC_H
#define ASSAY_TESTS_BENCH_TUI_PROC_H

#include <stdint.h>
#include <sys/types.h>

/* Seconds of processor time. */
double proc_seconds(pid_t pid);
/* Context switches, of its own will and not: a process that sleeps has none. */
uint64_t proc_switches(pid_t pid);
/* The most memory it has had, in MiB. */
double proc_peak(pid_t pid);

#endif
