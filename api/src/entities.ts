import { Barcode } from '@api/catalog/barcode.entity';
import { Category } from '@api/catalog/category.entity';
import { Item } from '@api/catalog/item.entity';
import { OwnCode } from '@api/catalog/own-code.entity';
import { Visit } from '@api/fridges/visit.entity';
import { AidGroup } from '@api/people/aid-group.entity';
import { Invite } from '@api/people/invite.entity';
import { Member } from '@api/people/member.entity';
import { Session } from '@api/people/session.entity';
import { SignInLink } from '@api/people/sign-in-link.entity';
import { Photo } from '@api/sites/photos/photo.entity';
import { Site } from '@api/sites/site.entity';
import { Lot } from '@api/stock/lot.entity';
import { Transfer } from '@api/transfers/transfer.entity';

/** Every entity, listed one by one: the program is bundled, so there is no folder to look into. */
export const entities = [
  AidGroup,
  Member,
  Session,
  Invite,
  SignInLink,
  Site,
  Category,
  Item,
  Barcode,
  OwnCode,
  Lot,
  Transfer,
  Photo,
  Visit,
];
