import { useSearchParams } from 'wouter';

type Filters = Readonly<Record<string, string | undefined>>;

/**
 * What the view is filtered by stands in its address, so that it can be sent to a colleague: ids, units and states, never
 * anything of a patient. `choose` sets what it is given, and takes away what is undefined or empty.
 */
export function useFilters(): { of: (name: string) => string | undefined; choose: (filters: Filters) => void } {
  const [parameters, setParameters] = useSearchParams();
  return {
    of: (name) => {
      const value = parameters.get(name);
      return value === null || value === '' ? undefined : value;
    },
    choose: (filters) =>
      setParameters(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(filters)) {
            if (value === undefined || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
  };
}
