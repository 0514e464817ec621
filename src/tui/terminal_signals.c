#include <assay/tui/terminal_signals.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { RESTORING_MOST = 512, PATIENCE = 500 /* ms that a ^C may wait */ };

static int signal_pipe[2] = {-1, -1};
static char restoring_text[RESTORING_MOST];
static volatile sig_atomic_t restoring_length;
static volatile sig_atomic_t on_screen;
static struct termios modes_before;
static volatile long long interrupt_since; /* ms; 0: no ^C waits */

static const int told[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGQUIT, SIGILL, SIGFPE};

enum { TOLD = sizeof(told) / sizeof(told[0]), CRASHES = sizeof(crashes) / sizeof(crashes[0]) };

static struct sigaction told_before[TOLD], crashes_before[CRASHES];

static long long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Safe in a handler. */
static void restore_terminal(void)
{
    const char *text = restoring_text;
    size_t length = (size_t)restoring_length;

    if (!on_screen)
        return;
    on_screen = 0;
    signal(SIGTTOU, SIG_IGN);
    while (length) {
        ssize_t done = write(STDOUT_FILENO, text, length);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            break;
        text += done;
        length -= (size_t)done;
    }
    while (tcsetattr(STDIN_FILENO, TCSANOW, &modes_before) != 0 && errno == EINTR)
        continue;
}

static void on_crash(int number)
{
    restore_terminal();
    raise(number); /* SA_RESETHAND: by its default now */
}

static void end_if_it_hangs(void)
{
    long long now = now_ms();

    if (interrupt_since && now - interrupt_since > PATIENCE) {
        restore_terminal();
        signals_raise(SIGINT);
    }
    if (!interrupt_since)
        interrupt_since = now;
}

static void on_signal(int number)
{
    unsigned char byte = (unsigned char)number;
    int cause = errno;

    if (number == SIGINT)
        end_if_it_hangs();
    (void)!write(signal_pipe[1], &byte, 1);
    errno = cause;
}

static void set_handler(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/* What nohup or a shell has told us to ignore is not ours to take. */
static bool stays_ignored(int number, const struct sigaction *before)
{
    return before->sa_handler == SIG_IGN && number != SIGWINCH && number != SIGCONT;
}

static void take_handlers(void)
{
    for (size_t i = 0; i < TOLD; i++) {
        sigaction(told[i], NULL, &told_before[i]);
        if (!stays_ignored(told[i], &told_before[i]))
            set_handler(told[i], on_signal, SA_RESTART);
    }
    for (size_t i = 0; i < CRASHES; i++) {
        sigaction(crashes[i], NULL, &crashes_before[i]);
        if (!stays_ignored(crashes[i], &crashes_before[i]))
            set_handler(crashes[i], on_crash, SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
    }
}

static void give_handlers_back(void)
{
    for (size_t i = 0; i < TOLD; i++)
        sigaction(told[i], &told_before[i], NULL);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &crashes_before[i], NULL);
}

/* A stack of its own, for the overflow of the other. */
static void set_signal_stack(void)
{
    static char memory[1 << 16];
    const stack_t stack = {.ss_sp = memory, .ss_size = sizeof(memory)};

    sigaltstack(&stack, NULL);
}

bool signals_begin(struct err *err)
{
    if (signal_pipe[0] < 0 && pipe(signal_pipe) != 0)
        return err_set(err, ERR_IO, "no pipe for signals: %s", strerror(errno));
    for (int i = 0; i < 2; i++) {
        fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    tcgetattr(STDIN_FILENO, &modes_before);
    set_signal_stack();
    take_handlers();
    die_set_hook(restore_terminal);
    return true;
}

void signals_end(void)
{
    tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
    die_set_hook(NULL);
    give_handlers_back();
}

int signals_fd(void)
{
    return signal_pipe[0];
}

size_t signals_take(unsigned char *numbers, size_t most)
{
    ssize_t count = read(signal_pipe[0], numbers, most);

    if (count > 0 && memchr(numbers, SIGINT, (size_t)count))
        interrupt_since = 0;
    return count > 0 ? (size_t)count : 0;
}

void signals_on_screen(const char *restoring, size_t length)
{
    on_screen = 0;
    restoring_length = (sig_atomic_t)(length < RESTORING_MOST ? length : RESTORING_MOST);
    memcpy(restoring_text, restoring, (size_t)restoring_length);
    on_screen = 1;
}

void signals_off_screen(void)
{
    on_screen = 0;
}

void signals_raise(int number)
{
    sigset_t only;

    set_handler(number, SIG_DFL, 0);
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
}

void signals_stop(enum stop_whom whom)
{
    struct sigaction now;

    /* Nobody could continue us. */
    if (sigaction(SIGTSTP, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
        return;
    set_handler(SIGTSTP, SIG_DFL, 0);
    if (whom == STOP_GROUP)
        kill(0, SIGTSTP);
    else
        raise(SIGTSTP);
    set_handler(SIGTSTP, on_signal, SA_RESTART);
}
