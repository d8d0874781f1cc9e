import { useTranslation } from 'react-i18next';
import { Button } from './controls.js';
import { Trouble, Waiting } from './states.js';

interface Fetched<Item> {
  readonly items: Item[] | undefined;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

/** A list that is fetched page by page, from `useList`: waiting, in trouble, or there with a button for more. */
export function List<Item>({ of, children }: { of: Fetched<Item>; children: (items: Item[]) => React.ReactNode }) {
  const { t } = useTranslation('page');
  if (of.items === undefined)
    return of.error === null || of.error === undefined ? (
      <Waiting />
    ) : (
      <Trouble error={of.error} onRetry={() => void of.refetch()} />
    );
  return (
    <>
      {of.error !== null && of.error !== undefined && <Trouble error={of.error} onRetry={() => void of.refetch()} />}
      {children(of.items)}
      {of.hasNextPage && (
        <div>
          <Button onPress={() => void of.fetchNextPage()} isDisabled={of.isFetchingNextPage}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
