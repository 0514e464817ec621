#include <assay/tui/spawn.h>

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const int changed[] = {SIGINT,   SIGQUIT, SIGTSTP, SIGCONT, SIGPIPE, SIGHUP, SIGTERM,
                              SIGWINCH, SIGSEGV, SIGBUS,  SIGABRT, SIGILL,  SIGFPE};

enum { CHANGED = sizeof(changed) / sizeof(changed[0]) };

static void set_handler(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};

    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

_Noreturn static void become(const char *command, const char *argument, const int *feed)
{
    for (int i = 0; i < CHANGED; i++)
        set_handler(changed[i], SIG_DFL);
    if (feed) {
        dup2(feed[0], STDIN_FILENO);
        close(feed[0]);
        close(feed[1]);
    }
    execl("/bin/sh", "sh", "-c", command, "sh", argument, (char *)NULL);
    _exit(127);
}

static void feed_all(int fd, struct str input)
{
    while (input.len) {
        ssize_t done = write(fd, input.ptr, input.len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return; /* it has read what it wanted */
        input.ptr += done;
        input.len -= (size_t)done;
    }
}

static int wait_for(pid_t child)
{
    int state = 0;

    while (waitpid(child, &state, 0) < 0)
        if (errno != EINTR)
            return 127;
    return WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
}

bool spawn_shell(const char *command, const char *argument, struct str input, int *status,
                 struct err *err)
{
    struct sigaction before[CHANGED];
    int feed[2] = {-1, -1};
    pid_t child;

    if (input.ptr && pipe(feed) != 0)
        return err_set(err, ERR_IO, "no pipe to a command: %s", strerror(errno));
    for (int i = 0; i < CHANGED; i++)
        sigaction(changed[i], NULL, &before[i]);
    child = fork();
    if (child == 0)
        become(command, argument, input.ptr ? feed : NULL);
    if (input.ptr)
        close(feed[0]);
    if (child > 0) {
        /* ^C is for the child; ^Z stops both, as they share the group. */
        set_handler(SIGINT, SIG_IGN);
        set_handler(SIGQUIT, SIG_IGN);
        set_handler(SIGTSTP, SIG_DFL);
        if (input.ptr)
            feed_all(feed[1], input);
    }
    if (input.ptr)
        close(feed[1]);
    if (child > 0)
        *status = wait_for(child);
    for (int i = 0; i < CHANGED; i++)
        sigaction(changed[i], &before[i], NULL);
    return child > 0 || err_set(err, ERR_IO, "cannot start a command: %s", strerror(errno));
}
