#include "job.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum report_kind { REPORT_BEGAN, REPORT_STATUS };

struct report {
    enum report_kind kind;
    pid_t program;
    int status;
    double time;
};

double job_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void fail(const char *what)
{
    perror(what);
    exit(70);
}

static void tell(int fd, struct report report)
{
    ssize_t done = write(fd, &report, sizeof(report));

    (void)done; /* when we are gone, the keeper goes too */
}

/* ---- in the keeper ---- */

static void give_terminal(pid_t group)
{
    tcsetpgrp(STDIN_FILENO, group);
}

static void become_program(int reports, char *const *argv, char **env)
{
    setpgid(0, 0);
    give_terminal(getpid());
    for (int number = 1; number < 32; number++)
        if (number != SIGKILL && number != SIGSTOP)
            signal(number, SIG_DFL);
    environ = env;
    tell(reports, (struct report){.kind = REPORT_BEGAN, .program = getpid(), .time = job_now()});
    execvp(argv[0], argv);
    fprintf(stderr, "cannot run %s\n", argv[0]);
    _exit(127);
}

static void open_terminal(const char *name)
{
    int slave;

    setsid();
    slave = open(name, O_RDWR);
    if (slave < 0)
        _exit(126);
    ioctl(slave, TIOCSCTTY, 0);
    for (int fd = 0; fd < 3; fd++)
        dup2(slave, fd);
    if (slave > 2)
        close(slave);
}

/* Tells every stop and the end; an order (one byte) resumes. Ends when the orders are closed. */
static void keep(pid_t program, int reports, int orders)
{
    int status;
    char order;

    while (waitpid(program, &status, WUNTRACED) == program || errno == EINTR) {
        give_terminal(getpid());
        tell(reports, (struct report){REPORT_STATUS, program, status, job_now()});
        if (read(orders, &order, 1) != 1 || !WIFSTOPPED(status))
            break;
        give_terminal(program);
        kill(-program, SIGCONT);
    }
    _exit(0);
}

static void become_keeper(const char *name, const char *folder, int reports, int orders,
                          char *const *argv, char **env)
{
    static const int ignored[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};
    pid_t program;

    for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
        signal(ignored[i], SIG_IGN);
    open_terminal(name);
    if (folder && chdir(folder) != 0)
        _exit(126);
    program = fork();
    if (program == 0)
        become_program(reports, argv, env);
    if (program < 0)
        _exit(126);
    setpgid(program, program);
    keep(program, reports, orders);
}

/* ---- on our side ---- */

static void close_on_exec(int fd)
{
    fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static void pipe_pair(int pair[2])
{
    if (pipe(pair) != 0)
        fail("pipe");
    close_on_exec(pair[0]);
    close_on_exec(pair[1]);
}

static int open_master(int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    int master = posix_openpt(O_RDWR | O_NOCTTY);

    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        fail("pseudo terminal");
    close_on_exec(master);
    ioctl(master, TIOCSWINSZ, &size);
    return master;
}

void job_start(struct job *job, char *const *argv, char **env, const char *folder, int rows,
               int cols)
{
    int reports[2], orders[2];
    struct report report;

    *job = (struct job){.master = open_master(rows, cols), .state = JOB_RUNS};
    tcgetattr(job->master, &job->before);
    pipe_pair(reports);
    pipe_pair(orders);
    fflush(NULL);
    job->keeper = fork();
    if (job->keeper < 0)
        fail("fork");
    if (job->keeper == 0) {
        const char *name = ptsname(job->master);

        close(reports[0]);
        close(orders[1]);
        become_keeper(name, folder, reports[1], orders[0], argv, env);
    }
    close(reports[1]);
    close(orders[0]);
    job->reports = reports[0];
    job->orders = orders[1];
    if (read(job->reports, &report, sizeof(report)) != (ssize_t)sizeof(report))
        fail("the keeper of the terminal");
    job->program = report.program;
    job->began = report.time;
    fcntl(job->reports, F_SETFL, O_NONBLOCK);
    fcntl(job->master, F_SETFL, O_NONBLOCK);
}

bool job_news(struct job *job)
{
    struct report report;

    if (job->state == JOB_ENDED ||
        read(job->reports, &report, sizeof(report)) != (ssize_t)sizeof(report))
        return false;
    job->code = WIFEXITED(report.status) ? WEXITSTATUS(report.status) : -1;
    job->signal = WIFSTOPPED(report.status)    ? WSTOPSIG(report.status)
                  : WIFSIGNALED(report.status) ? WTERMSIG(report.status)
                                               : 0;
    job->state = WIFSTOPPED(report.status) ? JOB_STOPPED : JOB_ENDED;
    return true;
}

void job_resume(struct job *job)
{
    if (job->state == JOB_STOPPED && write(job->orders, "c", 1) == 1)
        job->state = JOB_RUNS;
}

void job_close(struct job *job)
{
    job_news(job);
    if (job->state != JOB_ENDED) {
        kill(-job->program, SIGKILL);
        kill(job->program, SIGKILL);
    }
    close(job->orders);
    close(job->reports);
    close(job->master);
    kill(job->keeper, SIGCONT);
    waitpid(job->keeper, NULL, 0);
}
