#include <assay/base/checksum.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PRIME_3 UINT64_C(0x165667B19E3779F9)
#define PRIME_4 UINT64_C(0x85EBCA77C2B2AE63)
#define PRIME_5 UINT64_C(0x27D4EB2F165667C5)

enum { STRIPE = 32, WINDOW = 1 << 18 };

static uint64_t turn(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

/* Little-endian whatever the machine. */
static uint64_t word(const unsigned char *at, int bytes)
{
    uint64_t value = 0;

    for (int i = 0; i < bytes; i++)
        value |= (uint64_t)at[i] << (8 * i);
    return value;
}

/* Eight of them written out, which compilers know for one load. */
static uint64_t word_of_eight(const unsigned char *at)
{
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 |
           (uint64_t)at[7] << 56;
}

static uint64_t mix(uint64_t lane, uint64_t input)
{
    return turn(lane + input * PRIME_2, 31) * PRIME_1;
}

struct checksum checksum_new(void)
{
    return (struct checksum){.lanes = {PRIME_1 + PRIME_2, PRIME_2, 0, 0 - PRIME_1}};
}

static void add_stripe(struct checksum *sum, const unsigned char *at)
{
    for (int i = 0; i < 4; i++)
        sum->lanes[i] = mix(sum->lanes[i], word_of_eight(at + 8 * i));
}

void checksum_add(struct checksum *sum, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    size_t waiting = sum->length % STRIPE;

    sum->length += length;
    if (waiting) {
        size_t taken = length < STRIPE - waiting ? length : STRIPE - waiting;

        memcpy(sum->rest + waiting, at, taken);
        if (waiting + taken < STRIPE)
            return;
        add_stripe(sum, sum->rest);
        at += taken;
        length -= taken;
    }
    for (; length >= STRIPE; at += STRIPE, length -= STRIPE)
        add_stripe(sum, at);
    if (length)
        memcpy(sum->rest, at, length);
}

void checksum_text(struct checksum *sum, const char *text)
{
    checksum_add(sum, text ? "t" : "n", 1);
    if (text)
        checksum_add(sum, text, strlen(text) + 1);
}

void checksum_number(struct checksum *sum, double number)
{
    checksum_add(sum, &number, sizeof(number));
}

bool checksum_file(struct checksum *sum, const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    char *window = xmalloc(WINDOW);
    ssize_t got = fd < 0 ? -1 : 0;
    int cause;

    while (fd >= 0 && ((got = read(fd, window, WINDOW)) > 0 || (got < 0 && errno == EINTR)))
        if (got > 0)
            checksum_add(sum, window, (size_t)got);
    cause = errno;
    free(window);
    if (fd >= 0)
        close(fd);
    return got == 0 || err_set_file(err, ERR_IO, path, "cannot be read: %s", strerror(cause));
}

static uint64_t finish(uint64_t value, const unsigned char *at, size_t length)
{
    for (; length >= 8; at += 8, length -= 8)
        value = turn(value ^ mix(0, word(at, 8)), 27) * PRIME_1 + PRIME_4;
    if (length >= 4) {
        value = turn(value ^ word(at, 4) * PRIME_1, 23) * PRIME_2 + PRIME_3;
        at += 4;
        length -= 4;
    }
    for (; length; at++, length--)
        value = turn(value ^ *at * PRIME_5, 11) * PRIME_1;
    value = (value ^ value >> 33) * PRIME_2;
    value = (value ^ value >> 29) * PRIME_3;
    return value ^ value >> 32;
}

uint64_t checksum_value(const struct checksum *sum)
{
    static const int turns[4] = {1, 7, 12, 18};
    uint64_t value = PRIME_5;

    if (sum->length >= STRIPE) {
        value = 0;
        for (int i = 0; i < 4; i++)
            value += turn(sum->lanes[i], turns[i]);
        for (int i = 0; i < 4; i++)
            value = (value ^ mix(0, sum->lanes[i])) * PRIME_1 + PRIME_4;
    }
    return finish(value + sum->length, sum->rest, sum->length % STRIPE);
}
