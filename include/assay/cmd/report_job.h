/*
 * What the parts of assay report share while a report is being built, and how one topic gets into
 * it.
 */
#ifndef ASSAY_CMD_REPORT_JOB_H
#define ASSAY_CMD_REPORT_JOB_H

#include <assay/base/crew.h>
#include <assay/base/intern.h>
#include <assay/cmd/command.h>
#include <assay/cmd/report_record.h>
#include <assay/cmd/report_stage.h>
#include <assay/cmd/report_wanted.h>
#include <assay/cmd/topics.h>

#include <pthread.h>
#include <stdatomic.h>

struct report_job {
    const struct report_wanted *wanted;
    const struct arguments *arguments;
    struct arena *arena; /* of the thread whose turn it is */
    struct stage *stage;
    struct crew *crew; /* runs, and the writers of one run, are shared by its threads */
    const struct report_record *old; /* what may be kept of it; NULL: nothing */
    struct gathered_runs gathered;   /* for what is said of all together */
    struct intern *folders;
    struct report_link *links;
    size_t link_count, link_capacity;
    uint64_t made; /* of the record; 0: fits nothing */
    struct buf record, index;
    size_t written, kept; /* runs or pairs */
    enum exit_code code;
    atomic_bool stopped; /* by a signal or a failed write: nothing more is to be written */
    pthread_mutex_t mutex;
    struct err failure; /* the first failed write */
};

/* What one topic adds; each thread fills its own. All zero at first. */
struct report_part {
    struct buf record; /* lines of the record */
    struct buf index;  /* paths written, one a line */
    enum exit_code code;
};

/* A folder of its own for the topic of that id, and a link to it from the top. */
const char *report_job_folder(struct report_job *job, const char *id, const char *title);
/* Every kind of file that is wanted and that such a topic has. EXIT_FAILED when one of them cannot
 * be made; complained of. */
enum exit_code report_job_render(const struct report_job *job, const struct topic *topic,
                                 struct report_files *files);
/* Write them into a folder ("." is the top) and release them. */
void report_job_put(struct report_job *job, struct report_files *files, const char *folder,
                    struct report_part *part);
/* The files of a run as they are in the old report. */
void report_job_keep(struct report_job *job, const struct record_run *run, const char *folder,
                     struct report_part *part);
/* The report of all gathered runs together, at the top. */
void report_job_write_many(struct report_job *job, double alpha);
/* Lines, paths and code of a part; it is released. */
void report_job_add(struct report_job *job, struct report_part *part);
/* Remember the first failure of a write; the report will not be put in its place. */
void report_job_fail(struct report_job *job, const struct err *err);

#endif
