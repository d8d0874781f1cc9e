import type { DataSource } from 'typeorm';

const HUB_EPOCH = Date.parse('2026-11-23T07:00:00Z');

/** Writes rows as the hub's own stores would, with ids that grow with time; for suites that read them. */
export class OperationsRows {
  private serial = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** An id that sorts after those given before. */
  id(): string {
    this.serial += 1;
    const hex = (HUB_EPOCH + this.serial * 1000).toString(16).padStart(12, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${String(this.serial).padStart(12, '0')}`;
  }

  async insert(table: string, row: Record<string, unknown>): Promise<void> {
    const names = Object.keys(row);
    const values = names.map((_, index) => `$${String(index + 1)}`);
    await this.dataSource.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`,
      names.map((name) => row[name]),
    );
  }

  async episode(number: string): Promise<string> {
    const id = this.id();
    await this.insert('episode', {
      ...{ id, organisation: 'gavle-sjukhus', number, profile: 'gavleborg', patient_id: '191212121212' },
      ...{ state: 'inskriven', version: 1, patient: { id: '191212121212' }, facts: {}, steps: '[]' },
    });
    return id;
  }

  async message(row: {
    messageId: string;
    sender?: string;
    kind?: string;
    episode?: string;
    receivedAt?: string;
    source?: string;
  }): Promise<string> {
    const [id, payload] = [this.id(), this.id()];
    await this.insert('payload', {
      id: payload,
      bytes: Buffer.from(`bytes of ${row.messageId}`),
      content_type: 'application/hl7-v2',
    });
    await this.insert('message', {
      ...{ id, message_id: row.messageId, kind: row.kind ?? 'inskrivningsmeddelande', sender: row.sender ?? WARD },
      ...{ profile: 'gavleborg', episode_id: row.episode ?? null, source: row.source ?? 'mllp:local-mllp' },
      ...{ received_at: row.receivedAt ?? '2026-11-23T08:01:00Z', payload_id: payload },
      body: { id, planningCategory: 'BC', notice: 'first', patient: { id: '191212121212', familyName: 'Tolvansson' } },
      answer: {
        warnings: [{ path: 'content.expectedDischarge', code: 'date-missing', message: 'The date is missing' }],
      },
    });
    return id;
  }

  async delivery(message: string, unit: string, row: Record<string, unknown> = {}): Promise<string> {
    const id = this.id();
    await this.insert('delivery', {
      ...{ id, message_id: message, kind: 'inskrivningsmeddelande', unit, role: 'oppenvard', position: this.serial },
      ...{ state: 'waiting', receipt_due: '2026-11-23T12:00:00Z', accepted_at: '2026-11-23T08:01:00Z', ...row },
    });
    return id;
  }

  async deadline(message: string, responsible: string, row: Record<string, unknown> = {}): Promise<string> {
    const id = this.id();
    await this.insert('deadline', {
      ...{
        id,
        kind: 'kvittens',
        rule: 'G-ACK-03',
        profile: 'gavleborg',
        scope: 'delivery',
        started_at: '2026-11-23T08:01:00Z',
      },
      ...{ due: '2026-11-23T12:00:00Z', state: 'open', late: false, responsible, informs: WARD, message_id: message },
      ...{ fired: '[]', overdue: false, ...row },
    });
    return id;
  }

  async firing(deadline: string, row: Record<string, unknown> = {}): Promise<void> {
    await this.insert('firing', {
      ...{ deadline_id: deadline, step: 'paminnelse', occurrence: 1, kind: 'paminnelse', rule: 'G-ACK-12' },
      ...{ due_at: '2026-11-23T12:00:00Z', fired_at: '2026-11-23T12:00:00Z', to_unit: HEALTH_CENTRE, ...row },
    });
  }

  async escalation(deadline: string, row: Record<string, unknown> = {}): Promise<string> {
    const id = this.id();
    await this.insert('escalation', {
      ...{
        id,
        deadline_id: deadline,
        state: 'open',
        step: 'chef',
        opened_at: '2026-11-23T12:00:00Z',
        notes: '[]',
        ...row,
      },
    });
    return id;
  }

  async count(unit: string, metric: string, delta: number): Promise<void> {
    await this.insert('counter_delta', { unit, metric, delta });
  }
}

/** Units of the demo region. */
export const WARD = 'SE2321000016-AVD12';
export const HEALTH_CENTRE = 'SE2321000016-HC01';
