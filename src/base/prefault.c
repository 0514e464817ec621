/* madvise is beyond POSIX. */
#define _DEFAULT_SOURCE

#include <assay/base/prefault.h>

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void prefault(void *from, size_t size)
{
#if defined(__linux__) && defined(MADV_POPULATE_WRITE)
    long page = sysconf(_SC_PAGESIZE);
    uintptr_t begin = (uintptr_t)from, end = begin + size;

    if (page <= 0 || size < (size_t)page)
        return;
    /* Whole pages inside; those at the edges may hold something else. */
    begin = (begin + (uintptr_t)page - 1) / (uintptr_t)page * (uintptr_t)page;
    end = end / (uintptr_t)page * (uintptr_t)page;
    if (begin < end)
        (void)madvise((void *)begin, end - begin, MADV_POPULATE_WRITE);
#else
    (void)from;
    (void)size;
#endif
}
