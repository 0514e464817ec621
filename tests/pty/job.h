/*
 * A program under job control on a pseudo terminal of its own.
 *
 * Between us and the program stands a keeper that does what a shell does: it owns the session, puts
 * the program into a foreground group of its own, sees it stop and end, and resumes it on demand.
 * Without it ^Z would be ignored (the group would be orphaned), and the terminal would be gone as
 * soon as the program has ended, before its modes can be read.
 */
#ifndef ASSAY_TESTS_PTY_JOB_H
#define ASSAY_TESTS_PTY_JOB_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

enum job_state { JOB_RUNS, JOB_STOPPED, JOB_ENDED };

struct job {
    pid_t keeper, program;
    int master; /* the terminal's side of the pty, non-blocking */
    int reports, orders;
    double began;          /* monotonic seconds, right before exec */
    struct termios before; /* the terminal's settings at the start */
    enum job_state state;
    int code;   /* exit code, 127 when the program cannot be run; -1 when a signal ended it */
    int signal; /* that ended or stopped it */
};

/* Seconds on the monotonic clock. */
double job_now(void);

/*
 * Starts argv[0], searched in PATH, with this whole environment, in folder (NULL: here). Dies when
 * the system has no pty or process left.
 */
void job_start(struct job *job, char *const *argv, char **env, const char *folder, int rows,
               int cols);
/* Takes news from the keeper without waiting. True when the state has changed. */
bool job_news(struct job *job);
/* As `fg` does. */
void job_resume(struct job *job);
/* Ends whatever still runs. */
void job_close(struct job *job);

#endif
