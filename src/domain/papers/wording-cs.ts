import type { Wording } from './wording.ts';

/** One day, two to four days, five and more. */
const days = (count: number): string => (count === 1 ? '1 dne' : `${count} dnů`);
const lasting = (count: number): string =>
  count === 1 ? '1 den' : count >= 2 && count <= 4 ? `${count} dny` : `${count} dnů`;

export const czech: Wording = {
  locale: 'cs',
  purchaseOrder: 'Nákupní objednávka',
  contract: 'Kupní smlouva',
  contractDraft: 'Návrh kupní smlouvy',
  order: 'Obchod',
  number: 'Číslo',
  issued: 'Vystaveno',
  buyer: 'Kupující',
  supplier: 'Dodavatel',
  warehouse: 'Určený sklad',
  version: 'Verze',
  previous: 'Haš verze, kterou mění',
  sealed: 'Uzavřeno',
  method: { ONLINE: 'online', OFFLINE: 'na papíře, potvrzeno dvěma osobami' },
  signing: 'Způsob podpisu',
  total: 'Celkem',
  goods: 'Zboží a ceny',
  columns: {
    line: 'Řádek',
    sku: 'Číslo zboží',
    description: 'Zboží (kód HS)',
    origin: 'Původ',
    quantity: 'Množství',
    price: 'Cena za množství',
  },
  amount: 'Částka',
  customised: 'zhotoveno na zakázku, nelze vrátit',
  minimum: (line, quantity, multiple) =>
    `Řádek ${line}: cena platí pro každé množství od ${quantity}, v násobcích ${multiple}.`,
  allowance: (line, share, amount, agreement) =>
    `Řádek ${line}: za společný marketing podle dohody ${agreement} se odečítá ${amount}, ${share} ceny.`,
  packing: 'Balení',
  packed: (line, units, net, gross, size) =>
    `Řádek ${line}: ${units} ks v kartonu, čistá hmotnost ${net} g, hrubá hmotnost ${gross} g, rozměry ${size} mm.`,
  madeToOrder: {
    heading: 'Zboží na zakázku',
    artwork: (line, name, sha256) => `Řádek ${line}: předloha „${name}“, SHA-256 ${sha256}.`,
    colours: (line, names) => `Řádek ${line}: barvy ${names}.`,
    packaging: (line, text) => `Řádek ${line}: obal: ${text}`,
    logo: (line, placement, method, size) => `Řádek ${line}: logo, ${placement}, ${method}, ${size} mm.`,
    methods: {
      PRINT: 'tištěné',
      ENGRAVING: 'ryté',
      EMBROIDERY: 'vyšívané',
      EMBOSSING: 'ražené',
      LABEL: 'na štítku',
      MOULDED: 'lisované',
    },
    sample: (line, pieces, count) =>
      `Řádek ${line}: smlouva se podepisuje, až kupující schválí vzorek, ${pieces} ks, předložený do ${days(count)}.`,
  },
  delivery: 'Dodání',
  delivered: (incoterm, place, transport, by) =>
    `Zboží se dodává ${incoterm} ${place} (Incoterms 2020), přeprava ${transport}, nejpozději dne ${by}.`,
  transports: {
    SEA_FCL: 'po moři v celých kontejnerech',
    SEA_LCL: 'po moři jako kusová zásilka v kontejneru',
    AIR: 'letecky',
    COURIER: 'kurýrem',
    ROAD: 'po silnici',
    RAIL: 'po železnici',
  },
  late: {
    none: 'Smluvní pokuta za pozdní dodání není sjednána.',
    agreed: (perDay, graceDays, cap, measured) =>
      `Za každý započatý den po dni dodání a ${lasting(graceDays)} odkladu dluží dodavatel ${perDay} z dodané ` +
      `hodnoty, nejvýše ${cap}; ${measured}.`,
    measured: {
      GOODS_RECEIVED: 'počítá se do převzetí zboží',
      GOODS_READY: 'počítá se do dne, kdy bylo zboží prohlášeno za připravené',
    },
  },
  payment: 'Placení',
  instalment: (nr, share, amount) => `Platba ${nr}: ${share} z celkové ceny, ${amount}, splatná`,
  due: { ON_CONTRACT: 'po uzavření smlouvy', BEFORE_TITLE_TRANSFER: 'před přechodem vlastnického práva' },
  paidBy: {
    TRANSFER: 'Platby se platí převodem, kartou nebo peněženkou.',
    LETTER_OF_CREDIT: 'Co je splatné před přechodem vlastnického práva, se platí akreditivem.',
  },
  exact:
    'Každá platba se platí na svěřenský účet, přesně, s referencí své žádosti. Co se přesně neshoduje s žádanou ' +
    'částkou, se vrací po odečtení nákladů na vrácení.',
  release: 'Uvolnění peněz',
  releasedAt: (share, event) => `${share} z celkové ceny se uvolní dodavateli ${event}.`,
  events: {
    CONTRACT_FUNDED: 'po přijetí prvních plateb',
    TITLE_TRANSFER: 'při přechodu vlastnického práva ke zboží',
    BILL_OF_LADING: 'při předání zboží dopravci proti přepravnímu dokladu',
    RECEIPT_CONFIRMED: 'po potvrzení převzetí kupujícím',
  },
  afterCustoms: 'Vlastnické právo přechází a peníze se uvolňují až po propuštění zboží celním úřadem.',
  quality: 'Jakost a kontrola',
  uninspected: 'Zboží se před odesláním nekontroluje.',
  percent: ({ percent }, major, minor) =>
    `Kontroluje se ${percent} % zboží; přípustné je nejvýše ${major} hlavních a ${minor} vedlejších vad, ` +
    'žádná kritická.',
  aql: ({ level, major, minor }) =>
    `Zboží se kontroluje podle ISO 2859-1, úroveň ${level}, AQL ${major} pro hlavní a ${minor} pro vedlejší vady; ` +
    'kritická vada není přípustná. Zda je kontrola běžná, nebo zpřísněná, plyne podle přechodových pravidel normy ' +
    'z výsledků předchozích dávek takového zboží.',
  tolerances: (quantity, weight, volume) =>
    `Přípustné odchylky mezi smlouvou, balicím listem a příjemkou: množství ${quantity}, hmotnost ${weight}, objem ` +
    `${volume}.`,
  documents: (types) => `Před zahájením placení musí být doloženy (UNTDID 1001): ${types}.`,
  claims: 'Převzetí, reklamace a záruka',
  inspectionDays: (count) => `Kupující zboží zkontroluje do ${days(count)} od převzetí.`,
  claimDays: (count) =>
    count === 0 ? 'Reklamovat lze jen do potvrzení převzetí.' : `Reklamovat lze do ${days(count)}.`,
  checked: (text, line, tolerance, photograph) =>
    `Při převzetí se kontroluje${line === undefined ? '' : `, řádek ${line}`}: ${text}` +
    `${tolerance === undefined ? '' : `; odchylka ${tolerance}`}${photograph ? '; s fotografií' : ''}.`,
  withdrawal: (count, sendBack, refund) =>
    `Spotřebitel může bez udání důvodu odstoupit do ${days(count)} od převzetí zboží, odešle je zpět do ` +
    `${days(sendBack)} od odstoupení a do ${days(refund)} od něj dostane zpět cenu včetně dodání; ta může být ` +
    'zadržena, dokud zboží není zpět nebo není prokázáno jeho odeslání. Peníze do té doby zůstávají v úschově.',
  returnCost: {
    BUYER: 'Náklady na odeslání zboží zpět nese spotřebitel.',
    SUPPLIER: 'Náklady na odeslání zboží zpět nese dodavatel.',
  },
  exempt: (line, ground) => `Od koupě řádku ${line} odstoupit nelze: ${ground}.`,
  exemptions: {
    MARKET_PRICE: 'cena závisí na výkyvech finančního trhu',
    CUSTOMISED: 'zhotoveno podle požadavků spotřebitele',
    PERISHABLE: 'podléhá rychlé zkáze nebo má krátkou dobu spotřeby',
    PERIODICAL: 'noviny, periodikum nebo časopis',
    SEALED_HYGIENE: 'uzavřeno z hygienických nebo zdravotních důvodů, je-li otevřeno',
    SEALED_MEDIA: 'zapečetěný záznam nebo software, je-li otevřen',
  },
  warrantyDays: (count) =>
    count === 0 ? 'Nad rámec reklamací se záruka neposkytuje.' : `Záruka trvá ${lasting(count)}.`,
  services: 'Služby',
  consent:
    'Strany se vypořádají přes svěřenský účet a peníze se uvolňují podle této smlouvy; podmínky služby, verze 1. ' +
    'Jejich souhlas je součástí haše, který podepisují.',
  signatures: 'Podpisy',
  signatureColumns: { party: 'Za', company: 'Společnost', user: 'Podepsal', at: 'Dne', hash: 'Podepsaný haš' },
  unsigned: 'zatím nepodepsáno',
  proposal:
    'Tato nákupní objednávka je návrhem podle dohodnutých podmínek. Závazná se stává, až obě strany podepíší smlouvu.',
  agreed: 'Haš dohodnuté verze',
  differences: 'Rozdíly proti dohodnuté verzi',
  differenceColumns: { clause: 'Doložka', agreed: 'Dohodnuto', drafted: 'Navrženo' },
  binding: 'Závazný je záznam ve formátu JSON; tento doklad ukazuje, co v něm stojí. Časy jsou v UTC.',
};
